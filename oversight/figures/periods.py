"""The periods that are asked for most, by name. Pure; days are calendar days, both ends included."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
"""Days somebody may ask for."""


@dataclass(frozen=True, slots=True)
class Period:
    """`since` to `until`; `name` stands in addresses, `label` on the page."""

    name: str
    label: str
    since: date
    until: date


def usual_periods(today: date) -> tuple[Period, ...]:
    """今天, 本周 (from Monday), 本月, 上月, 今年; those that are not over reach to today."""
    last_month = today.replace(day=1) - timedelta(days=1)
    return (
        Period("today", "今天", today, today),
        Period("week", "本周", today - timedelta(days=today.weekday()), today),
        Period("month", "本月", today.replace(day=1), today),
        Period("last-month", "上月", last_month.replace(day=1), last_month),
        Period("year", "今年", today.replace(month=1, day=1), today),
    )


def month_of(text: str, today: date) -> Period:
    """The month written as `2026-10`; what cannot be read is last month, the newest that is complete."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = date.min
    if not FIRST <= first <= LAST:
        first = usual_periods(today)[3].since
    return Period(f"{first:%Y-%m}", f"{first.year}年{first.month}月", first, end_of_month(first))


def end_of_month(day: date) -> date:
    """The last day of that month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def before(since: date, until: date) -> tuple[date, date]:
    """What a period is compared with: of a month or a part from its first day on, the same days of the month before; of a year so the year before;
    else as many days just before.
    """
    if (since.month, since.day) == (1, 1) and until.year == since.year and until.month > 1:
        return since.replace(year=since.year - 1), _same_day(until, until.year - 1, until.month)
    if since.day == 1 and (since.year, since.month) == (until.year, until.month):
        last = since - timedelta(days=1)
        whole = until == end_of_month(until)
        return last.replace(day=1), last if whole else _same_day(until, last.year, last.month)
    return since - (until - since) - timedelta(days=1), since - timedelta(days=1)


def _same_day(day: date, year: int, month: int) -> date:
    """That day of another month, or its last where it is shorter."""
    return min(end_of_month(date(year, month, 1)), date(year, month, 1) + timedelta(days=day.day - 1))
