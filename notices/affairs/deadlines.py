"""By when the office must have decided, by when an applicant must have supplied, and how near that is. Pure: the calendar is passed in.

行政许可法 art. 32(1)4: what is missing must be told once, on the spot or within five days of receipt, or the application counts as accepted from
the day of receipt. Days are working days (art. 82), the day of receipt not counted.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from matters.enums import LimitKind
from matters.guide import Guide, Limit
from matters.workdays import WorkCalendar, completes_on

SUPPLY_DAYS = 30
"""Calendar days that an applicant is offered for a supplement; the clerk may choose another day."""

LONGEST_DAYS = 180
"""Calendar days beyond which a day to supply by is taken for a slip of the pen."""

SOON_WORKDAYS = 2
"""From so many working days before its last one a deadline is warned of."""

DEEMED = "逾期未告知，自收到材料之日起即为受理"

_WORKDAYS_IN_WORDS = re.compile(r"(\d{1,3})个工作日内")


class Urgency(StrEnum):
    """How near a deadline is."""

    CALM = "calm"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Countdown:
    """`left`: working days after today up to and with `due_on`; where it has passed, working days since as a negative number, at least -1."""

    due_on: date
    left: int
    urgency: Urgency
    words: str


def decide_by(received_on: date, calendar: WorkCalendar, workdays: int) -> date:
    """The last day on which the office may say what is missing of papers received on that day, `workdays` working days later."""
    return calendar.add_workdays(received_on, workdays)


def supply_by(told_on: date, calendar: WorkCalendar) -> date:
    """The day offered for a supplement: `SUPPLY_DAYS` calendar days later, or the next working day."""
    return calendar.roll(told_on + timedelta(days=SUPPLY_DAYS))


def latest_deferral(guide: Guide, accepted_on: date, calendar: WorkCalendar) -> date:
    """The last day on which a paper may follow: the end of the time limit promised for the matter, or of the statutory one.

    Where there is none, or the matter is done on the spot, `LONGEST_DAYS` calendar days.
    """
    limit = _limit(guide)
    if limit is None or limit.amount == 0:
        return accepted_on + timedelta(days=LONGEST_DAYS)
    return completes_on(accepted_on, limit.amount, limit.unit, calendar)


def defer_until(promises: Iterable[str], latest: date, accepted_on: date, calendar: WorkCalendar) -> date:
    """The day offered for what may follow: by the shortest “N个工作日内” of the guide's own words, never after `latest`."""
    named = [int(days) for words in promises for days in _WORKDAYS_IN_WORDS.findall(words)]
    return min(latest, calendar.add_workdays(accepted_on, min(named))) if named else latest


def countdown(due_on: date, today: date, calendar: WorkCalendar, *, is_ours: bool) -> Countdown:
    """How the deadline stands on `today`, in words as well. `is_ours`: the office's own, by art. 32(1)4; else the applicant's."""
    left = workdays_between(today, due_on, calendar)
    if due_on < today:
        past = max(1, workdays_between(due_on, today, calendar))
        words = DEEMED if is_ours else f"申请人逾期未补齐，已过{past}个工作日"
        return Countdown(due_on, -past, Urgency.OVERDUE, words)
    if left == 0:
        return Countdown(due_on, 0, Urgency.TODAY, "今天到期" if due_on == today else "最后一天，此后没有工作日")
    urgency = Urgency.SOON if left <= SOON_WORKDAYS else Urgency.CALM
    return Countdown(due_on, left, urgency, f"还剩{left}个工作日")


def workdays_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Working days after `start` up to and with `end`."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in days if calendar.is_workday(day))


def _limit(guide: Guide) -> Limit | None:
    return guide.promised or guide.limit(LimitKind.PROMISED) or guide.limit(LimitKind.STATUTORY)
