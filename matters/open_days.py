"""The hours of one day, computed from a site's periods and the calendar. Pure; the calendar comes in as an argument.

Which days are off and which weekend days are worked the State Council announces every year (全国年节及纪念日放假办法 and its yearly notice); it says
nothing about hours. So: a statutory holiday is closed, the weekend that belongs to one too; a weekend day worked instead (调休) has the hours of a
Friday, as an ordinary working day; any other day has the hours that the site gives for that day of the week.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from matters.periods import Period, clock
from matters.workdays import WorkCalendar

_DAYS = "一二三四五六日"
_FRIDAY, _SATURDAY = 4, 5
Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar with the names of its days (国庆节)."""

    calendar: WorkCalendar
    names: Mapping[date, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenDay:
    """A day's hours, none when it is closed, and what is special about it: `国庆节`, `调休上班`."""

    day: date
    hours: Hours
    special: str = ""

    @property
    def day_words(self) -> str:
        """`11月23日（周一）`."""
        return f"{self.day.month}月{self.day.day}日（周{_DAYS[self.day.weekday()]}）"

    @property
    def hours_words(self) -> str:
        """`9:00—12:00、13:30—17:00`, or `不上班`."""
        return "、".join(f"{clock(a)}—{clock(b)}" for a, b in self.hours) or "不上班"


def on(day: date, periods: Sequence[Period], days: Days) -> OpenDay:
    """The hours of one day."""
    is_weekend, is_worked = day.weekday() >= _SATURDAY, days.calendar.is_workday(day)
    name = days.names.get(day, "")
    if is_weekend and is_worked:
        return OpenDay(day, _hours(day, _FRIDAY, periods), "调休上班")
    if not is_worked and (holiday := _holiday(day, days)) is not None:
        return OpenDay(day, (), holiday or name)
    return OpenDay(day, _hours(day, day.weekday(), periods))


def _holiday(day: date, days: Days) -> str | None:
    """The holiday a day off belongs to: its own, or that of the days off it adjoins; None for an ordinary weekend.

    A weekday that is off without standing in the calendar is one of the fixed holidays of a year that is not announced yet.
    """
    exceptions = days.calendar.exceptions
    for step in (-1, 1):
        other = day
        while not days.calendar.is_workday(other):
            if exceptions.get(other) is False:
                return days.names.get(other, "") or "节假日"
            other += timedelta(days=step)
    return None if day.weekday() >= _SATURDAY else "节假日"


def _hours(day: date, weekday: int, periods: Iterable[Period]) -> Hours:
    """The periods of that day of the week; one of a season stands instead of those all year that it overlaps."""
    mine = [p for p in periods if str(weekday + 1) in p.weekdays and _is_in(day, p.season)]
    seasonal = [p for p in mine if p.season]
    usual = [p for p in mine if not p.season and not any(_overlap(p, s) for s in seasonal)]
    return tuple(sorted((p.opens, p.closes) for p in (*usual, *seasonal)))


def _overlap(one: Period, other: Period) -> bool:
    return one.opens < other.closes and other.opens < one.closes


def _is_in(day: date, season: tuple[str, str] | None) -> bool:
    """Whether the day lies in a season of month-days, which may go over the end of the year."""
    if season is None:
        return True
    first, last = season
    today = f"{day:%m-%d}"
    return first <= today <= last if first <= last else today >= first or today <= last
