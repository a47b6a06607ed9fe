"""Dates from time limits, by the PRC working-day calendar; the calendar is passed in.

A limit in days does not count the day it starts on (行政许可法 art. 82: limits are in working days, statutory holidays excluded; 民法典 art. 201:
the first day is not counted). One that ends on a day off ends on the next working day (民法典 art. 203).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from matters.enums import LimitUnit

_HOURS_OF_A_DAY = 24
_FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
"""元旦, 劳动节, 国庆节 as (month, day): off in every year, announced or not (全国年节及纪念日放假办法 art. 2, as revised in 2024)."""


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked. `exceptions` maps a date to True (a weekend worked, 调休) or False (a holiday); all else is Monday to Friday.

    `official_years` are the years whose holiday notice has been published; any other year is an estimate that knows only the holidays with a
    fixed date.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    official_years: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether offices work on `day`."""
        is_fixed = (day.month, day.day) in _FIXED_HOLIDAYS and not self.is_official(day)
        return self.exceptions.get(day, day.weekday() < 5 and not is_fixed)

    def is_official(self, day: date) -> bool:
        """Whether the holidays of that day's year have been announced."""
        return day.year in self.official_years

    def knows(self, first: date, last: date) -> bool:
        """Whether the holidays of every year from `first` to `last` have been announced."""
        return self.official_years.issuperset(range(first.year, last.year + 1))

    def roll(self, day: date) -> date:
        """`day` itself or the next working day."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_workdays(self, start: date, days: int) -> date:
        """The working day on which `days` working days after `start` have passed; `start` is not counted."""
        day = start
        for _ in range(days):
            day = self.roll(day + timedelta(days=1))
        return day


def completes_on(start: date, amount: int, unit: LimitUnit, calendar: WorkCalendar) -> date:
    """The last day of a limit of `amount` `unit` that starts on `start`. Hours that end the same day or 0 of anything: `start`."""
    match unit:
        case LimitUnit.WORKDAY:
            return calendar.add_workdays(start, amount)
        case LimitUnit.HOUR:
            return start + timedelta(days=amount // _HOURS_OF_A_DAY)
        case LimitUnit.DAY:
            end = start + timedelta(days=amount)
        case LimitUnit.WEEK:
            end = start + timedelta(weeks=amount)
        case LimitUnit.MONTH:
            end = _add_months(start, amount)
        case LimitUnit.YEAR:
            end = _add_months(start, amount * 12)
    return calendar.roll(end) if amount else start


def _add_months(day: date, months: int) -> date:
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month0 + 1, min(day.day, monthrange(year, month0 + 1)[1]))
