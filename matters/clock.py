"""When an application accepted on a day is done at the latest, and what starts and stops that clock, in words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matters import wording
from matters.enums import LimitKind, LimitUnit
from matters.guide import Guide, Limit
from matters.workdays import WorkCalendar, completes_on

_KINDS = (LimitKind.PROMISED, LimitKind.STATUTORY)
_UNCOUNTED = re.compile(r"[，；]?(均|时间)*不计入((办理)?时限)?$")
_START = re.compile(r"[^，；。（]*[日时]起")


@dataclass(frozen=True, slots=True)
class Completion:
    """What is told of an application accepted on `start`: `dates` in one sentence, the limits that hang on an open answer (`depends`) without
    dates, and the `clock`. `is_estimate` where a date lies in a year whose holidays are not announced; it is marked 预计.
    """

    start: date
    accepted: str
    dates: str
    depends: tuple[str, ...]
    clock: str
    is_estimate: bool


def completion(guide: Guide, start: date, calendar: WorkCalendar, *, today: date) -> Completion:
    """The dates of a (tailored) guide for an application accepted on `start`: `today`, or the next working day where today is a day off."""
    sure = [next((x for x in _of(guide.limits, kind) if not x.when), None) for kind in _KINDS]
    dated = [x.kind.label + latest(x, start, calendar, within=sure[1]) for x in sure if x]
    return Completion(
        start=start,
        accepted=f"今天（{_day(start)}）受理" if start == today else f"下一个工作日（{_day(start)}）受理",
        dates="，".join(dated[:1]) + "".join(f"（{words}）" for words in dated[1:]),
        depends=tuple(_undated(guide, x) for kind in _KINDS for x in _of(guide.limits, kind) if x.when),
        clock=clock(guide),
        is_estimate=any("预计" in words for words in dated),
    )


def latest(limit: Limit, start: date, calendar: WorkCalendar, *, within: Limit | None = None) -> str:
    """`最迟11月26日办结`, with the year where it is another, and `（预计）` where not all holidays on the way are announced."""
    if limit.amount == 0:
        return "当场办结"
    end = last_day(limit, start, calendar, within=within)
    year = f"{end.year}年" if end.year != start.year else ""
    return f"最迟{year}{_day(end)}办结" + ("" if calendar.knows(start, end) else "（预计）")


def last_day(limit: Limit, start: date, calendar: WorkCalendar, *, within: Limit | None = None) -> date:
    """The day on which what was accepted on `start` is done at the latest.

    Never later than the statutory limit it lies `within`: a promise in working days can outlast one in calendar days over a long holiday.
    """
    return min(completes_on(start, x.amount, x.unit, calendar) for x in (limit, within or limit))


def clock(guide: Guide) -> str:
    """When the time starts to run and what stops it: `自受理之日起算，当天不计；公示5个工作日不计入时限`.

    The first day is not counted (民法典 art. 201); special procedures are not, and the applicant is told how long they take (行政许可法 art. 45).
    """
    told = _of(guide.limits, LimitKind.PROMISED) or _of(guide.limits, LimitKind.STATUTORY)
    notes = dict.fromkeys(x.note for x in told if x.note)
    rest = [note for note in notes if not _START.search(note)]
    return "；".join(filter(None, (_starts(told, notes), *rest, _stops(guide))))


def _of(limits: Iterable[Limit], kind: LimitKind) -> list[Limit]:
    return [x for x in limits if x.kind == kind]


def _undated(guide: Guide, limit: Limit) -> str:
    return f"{wording.condition(guide, limit.when)}：{limit.kind.label}{wording.duration(limit)}"


def _starts(limits: list[Limit], notes: Iterable[str]) -> str:
    running = [x for x in limits if x.amount]
    if not running:
        return ""
    starts = dict.fromkeys(found[0] for note in notes if (found := _START.search(note))) or ["自受理之日起"]
    uncounted = any("之日起" in start for start in starts) and any(x.unit != LimitUnit.HOUR for x in running)
    return "或".join(starts) + "算" + ("，当天不计" if uncounted else "")


def _stops(guide: Guide) -> str:
    """The special procedures; that they are not counted is said once."""
    said = [p.name + p.limit + _in_brackets(_UNCOUNTED.sub("", p.note)) for p in guide.pauses]
    return "、".join(said) + "不计入时限" if said else ""


def _in_brackets(note: str) -> str:
    return f"（{note}）" if note else ""


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
