"""The figures of the ledger, from the tallies: what was told, who came back and why, and whether promises were kept."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone

from matters.enums import Level
from notices.enums import Manner, NoticeKind, RepeatCause
from oversight.figures.asked import Asked
from oversight.figures.cells import SUMS
from oversight.figures.figure import Figure, Group, Month, Share, rate
from oversight.figures.reaching import of_owner
from oversight.figures.spans import within
from oversight.models import Tally

STARS = tuple(f"stars_{number}" for number in range(1, 6))
PROMISES = ("kept_due", "kept_in_time", "deferral_due", "deferral_in_time")
COUNTS = SUMS.columns
Sums = Mapping[str, int]
Owner = tuple[int, int]
"""(site, department)."""


def sums_by_owner(asked: Asked) -> dict[Owner, Counter[str]]:
    """Everything by site and department (of a window or clerk: by site, the department 0). One query."""
    owner = "clerk" if asked.is_person else "department"
    rows = Tally.objects.filter(within(asked.since, asked.until), of_owner(asked, of_whole=["department"]))
    added = rows.order_by().values("site", owner).annotate(**{f"n_{name}": Sum(name) for name in COUNTS})
    found: dict[Owner, Counter[str]] = {}
    for row in added:
        key = (row["site"], 0 if asked.is_person else row["department"])
        found.setdefault(key, Counter()).update({name: row[f"n_{name}"] for name in COUNTS})
    return found


def promises(asked: Asked, today: date) -> Counter[str]:
    """Of those the deadlines that have passed; one query."""
    until = min(asked.until, today - timedelta(days=1))
    rows = Tally.objects.filter(within(asked.since, until), of_owner(asked, of_whole=["department"]))
    return Counter({name: count or 0 for name, count in rows.aggregate(**{n: Sum(n) for n in PROMISES}).items()})


def months(asked: Asked) -> tuple[Month, ...]:
    """Every calendar month of the period; one query."""
    rows = Tally.objects.filter(within(asked.since, asked.until), of_owner(asked, of_whole=["department"]))
    names = ("told", "void", "filings", "repeated")
    found = {first: Counter[str]() for first in _first_days(asked.since, asked.until)}
    days = rows.order_by().values("day").annotate(**{f"n_{name}": Sum(name) for name in names})
    for day, *counts in days.values_list("day", *(f"n_{name}" for name in names)):
        found[day.replace(day=1)].update(dict(zip(names, counts, strict=True)))
    return tuple(Month(first=first, **{name: counts[name] for name in names}) for first, counts in found.items())


def added(rows: Iterable[Counter[str]]) -> Counter[str]:
    """All of them together."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row)
    return total


def told(sums: Sums, by_level: Mapping[str, int]) -> Group:
    """Sheets and the documents that follow them."""
    letters = [kind for kind in NoticeKind if kind != NoticeKind.GUIDANCE]
    return Group(
        key="told",
        name="告知",
        figures=(
            _count(
                "told",
                "一次性告知单",
                "本期出具、没有作废的一次性告知单。",
                sums["told"],
                "张",
                shares=tuple(Share(key=level, label=level.label, value=by_level.get(level, 0)) for level in Level),
            ),
            _count("void", "作废的告知单", "本期出具、后来作废的一次性告知单，不计入上一项。", sums["void"], "张"),
            _count(
                "letters",
                "其他文书",
                "本期出具、没有作废的补正、容缺受理、受理、不予受理和更正文书，按种类。",
                sum(sums[kind] for kind in letters),
                "份",
                shares=tuple(Share(key=kind, label=kind.label, value=sums[kind]) for kind in letters),
            ),
            _count("void_letters", "作废的其他文书", "本期出具、后来作废的其他文书。", sums["void_letters"], "份"),
            _count(
                "manner",
                "告知方式",
                "没有作废的一次性告知单，按告知方式。",
                sums["told"],
                "张",
                shares=tuple(Share(key=manner, label=manner.label, value=sums[manner]) for manner in Manner),
            ),
            rate(
                "signed",
                "签收率",
                "没有作废的一次性告知单里，已签收的占多少；拒绝签收的不算。",
                sums["signed"],
                sums["told"],
                "notices",
            ),
            _count("refused", "拒绝签收", "登记为拒绝签收的一次性告知单。", sums["refused"], "张"),
        ),
    )


def came_back(sums: Sums) -> Group:
    """Visits, and those that should not have been needed."""
    causes = tuple(Share(key=cause, label=cause.label, value=sums[f"cause_{cause}"]) for cause in RepeatCause)
    return Group(
        key="visits",
        name="来访",
        figures=(
            _count("visits", "来访", "本期登记的来访，撤销的和所出文书作废的不算。", sums["visits"], "次", "visits"),
            _count(
                "filings",
                "申请",
                "本期第一次来办的申请；同一张告知单作出决定后再来，算另一次申请。",
                sums["filings"],
                "件",
                "filings",
            ),
            rate(
                "repeated",
                "多次来访率",
                "本期第一次来办的申请里，至今有过本可避免的再次来访的占多少；计在出具告知单的窗口和首问责任人名下。",
                sums["repeated"],
                sums["filings"],
                "filings",
            ),
            _count(
                "causes",
                "再次来访的原因",
                "本期本可避免的再次来访，按登记的原因。",
                sum(share.value for share in causes),
                "次",
                "visits",
                causes,
            ),
        ),
    )


def in_time(counts: Sums) -> Group:
    """Promises of the office, and of who was accepted with papers to follow."""
    return Group(
        key="in_time",
        name="时限",
        figures=(
            rate(
                "kept",
                "补正告知按期率",
                "收下材料待审、五个工作日的期限在本期届满的（行政许可法第三十二条），按期作出补正、受理等决定的占多少。",
                counts["kept_in_time"],
                counts["kept_due"],
                "visits",
            ),
            rate(
                "deferral",
                "容缺补齐率",
                "容缺受理、后补期限在本期届满的，按期补齐材料的占多少。",
                counts["deferral_in_time"],
                counts["deferral_due"],
                "visits",
            ),
        ),
    )


def _count(
    key: str,
    name: str,
    definition: str,
    value: int,
    unit: str,
    rows: str = "notices",
    shares: tuple[Share, ...] = (),
) -> Figure:
    return Figure(key=key, name=name, definition=definition, value=value, unit=unit, rows=rows, shares=shares)


def _first_days(since: date, until: date) -> Iterable[date]:
    first = since.replace(day=1)
    while first <= until:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def today() -> date:
    """In Asia/Shanghai."""
    return timezone.localdate()
