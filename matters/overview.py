"""What a citizen asks first, answered from a tailored guide and the places that handle it. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from matters import wording
from matters.enums import ChannelKind, Level, LimitKind, Necessity
from matters.guide import Guide, Limit, Requirement
from matters.place import Place, nearest

NAMED = 4
"""How many papers or places an answer names before it says how many there are."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`question` as a citizen asks it, `short` the answer in a few words, `more` the rest, `anchor` where the page says all of it."""

    question: str
    short: str
    more: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that stand together: a lone one, or alternatives of which one is enough (`label` 二选一)."""

    number: int
    label: str
    members: tuple[Requirement, ...]

    @property
    def is_sure(self) -> bool:
        """Whether one of them has to be brought whatever is still open."""
        return any(not r.when and r.necessity != Necessity.OPTIONAL for r in self.members)


def overview(guide: Guide, places: list[Place], *, at: str = "", today: str = "") -> tuple[Answer, ...]:
    """What to bring, where, when it is open, how long, how much, how often to come.

    With `today`, the hours of one day there in words, it names one place (`first_choice` of the region `at`) instead of counting them.
    """
    here = first_choice(places, at) if today else None
    return (
        Answer("带什么", *_papers(guide), "materials"),
        Answer("去哪办", *(_there(here, places) if here else _where(places)), "places"),
        Answer("什么时间", *((today, here.hours) if here else _open(places)), "places"),
        Answer("办多久", *_limits(guide), "limits"),
        Answer("多少钱", *_fee(guide), "charges"),
        Answer("跑几趟", *_visits(guide), "basics"),
    )


def described(guide: Guide, answers: Iterable[Answer]) -> str:
    """The first screen in a sentence or two, for a list of search results."""
    told = "；".join(f"{answer.question}：{answer.short}" for answer in answers)
    return f"{guide.summary.rstrip('。')}。{told}。" if guide.summary else f"{told}。"


def grouped(requirements: Iterable[Requirement]) -> tuple[Group, ...]:
    """The papers in their order, alternatives together under one number."""
    groups: dict[str, list[Requirement]] = {}
    for r in requirements:
        groups.setdefault(r.any_of or f"={r.key}", []).append(r)
    return tuple(
        Group(number, wording.one_of(len(members)) if len(members) > 1 else "", tuple(members))
        for number, members in enumerate(groups.values(), 1)
    )


def by_level(places: Iterable[Place]) -> dict[Level, list[Place]]:
    """The places under their level, in their order."""
    levels: dict[Level, list[Place]] = {}
    for place in places:
        levels.setdefault(place.level, []).append(place)
    return levels


def _papers(guide: Guide) -> tuple[str, str]:
    groups = grouped(guide.requirements)
    sure = [g.members[0].name + (g.label and f"等{g.label}") for g in groups if not g.members[0].when]
    if not groups:
        return "无需材料", ""
    if not sure:
        return "看情形", "请先选情形"
    listed = "、".join(sure[:NAMED]) + ("……" if len(sure) > NAMED else "")
    return f"{len(sure)}项材料" + ("起" if len(sure) < len(groups) else ""), listed


def first_choice(places: list[Place], at: str = "") -> Place | None:
    """Where to send somebody: the nearest to the region they named; without one a place of the whole district, which turns nobody away. None
    where it hangs on which street or community they live in.
    """
    if at or len(places) == 1:
        return next(iter(nearest(at, places)), None)
    return next((place for place in places if place.level == Level.DISTRICT), None)


def _there(here: Place, places: list[Place]) -> tuple[str, str]:
    others = len(places) - 1
    return f"{here.name} {here.position}".strip(), here.address + (f"；另有{others}处可办" if others else "")


def _where(places: list[Place]) -> tuple[str, str]:
    if not places:
        return "暂无办理点", "请拨打咨询电话"
    if len(places) == 1:
        return places[0].name, f"{places[0].address}{places[0].position}"
    counts = "、".join(f"{level.label}{len(group)}处" for level, group in by_level(places).items())
    return f"{len(places)}处可办", counts if len(by_level(places)) > 1 else "、".join(_names(places))


def _names(places: list[Place]) -> list[str]:
    return [p.name for p in places[:NAMED]] + (["等"] if len(places) > NAMED else [])


def _open(places: list[Place]) -> tuple[str, str]:
    hours = Counter(p.hours for p in places if p.hours).most_common()
    if not hours:
        return "请先电话确认", ""
    usual, count = hours[0]
    days, _, times = usual.partition(" ")
    return days, times + ("" if count == len(places) else f"（{count}处，其余见各办理点）")


def _limits(guide: Guide) -> tuple[str, str]:
    promised, statutory = (
        [x for x in guide.limits if x.kind == kind] for kind in (LimitKind.PROMISED, LimitKind.STATUTORY)
    )
    told = promised or statutory
    conditions = [wording.conditional(guide, wording.duration(x), x.when) for x in told if x.when]
    legal = [f"法定时限{'或'.join(_durations(statutory))}"] if promised and statutory else []
    return "或".join(_durations(told)) or "见下", "；".join(conditions + legal)


def _durations(limits: Iterable[Limit]) -> list[str]:
    return list(dict.fromkeys(map(wording.duration, limits)))


def _fee(guide: Guide) -> tuple[str, str]:
    if not guide.charges:
        return "不收费", ""
    return "收费", "；".join(wording.conditional(guide, f"{c.name}：{c.standard}", c.when) for c in guide.charges)


def _visits(guide: Guide) -> tuple[str, str]:
    if guide.visits == 0:
        remote = "、".join(c.kind.label for c in guide.channels if c.kind != ChannelKind.WINDOW)
        return "不用跑", remote and f"可{remote}办理"
    return f"{guide.visits}次", guide.visits_reason
