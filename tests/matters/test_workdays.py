"""Dates from limits, against the State Council's calendar counted one day at a time."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from chinese_calendar import constants
from hypothesis import example, given
from hypothesis import strategies as st

from matters.enums import LimitUnit
from matters.workdays import WorkCalendar, completes_on

YEARS = (2024, 2025, 2026)
CALENDAR = WorkCalendar(
    exceptions=dict.fromkeys(constants.holidays, False) | dict.fromkeys(constants.workdays, True),
    official_years=frozenset(YEARS),
)
days = st.dates(date(2024, 1, 1), date(2026, 10, 1))


def counted(start: date, amount: int) -> date:
    """The oracle: walk on until that many working days have gone by."""
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= chinese_calendar.is_workday(day)
    return day


@given(days, st.integers(0, 55))
@example(date(2024, 12, 31), 1)
@example(date(2025, 12, 31), 1)
@example(date(2026, 2, 13), 5)
def test_working_days_are_those_of_the_official_calendar(start: date, amount: int) -> None:
    assert completes_on(start, amount, LimitUnit.WORKDAY, CALENDAR) == counted(start, amount)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_an_announced_year_is_as_announced(year: int) -> None:
    whole = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in whole if CALENDAR.is_workday(d) != chinese_calendar.is_workday(d)] == []


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        # New Year 2026: the 1st to the 3rd are off, Sunday the 4th is worked.
        (date(2025, 12, 31), 1, LimitUnit.WORKDAY, date(2026, 1, 4)),
        (date(2024, 12, 31), 1, LimitUnit.WORKDAY, date(2025, 1, 2)),
        # A limit in ordinary days that ends in the National Day holiday ends after it.
        (date(2025, 9, 24), 10, LimitUnit.DAY, date(2025, 10, 9)),
        (date(2026, 3, 9), 1, LimitUnit.WEEK, date(2026, 3, 16)),
        (date(2026, 1, 31), 1, LimitUnit.MONTH, date(2026, 2, 28)),
        (date(2025, 3, 10), 1, LimitUnit.YEAR, date(2026, 3, 10)),
        (date(2024, 2, 29), 1, LimitUnit.YEAR, date(2025, 2, 28)),
        (date(2026, 3, 9), 8, LimitUnit.HOUR, date(2026, 3, 9)),
        (date(2026, 3, 9), 48, LimitUnit.HOUR, date(2026, 3, 11)),
        # Done on the spot, even where the spot is open on a Sunday.
        (date(2026, 3, 8), 0, LimitUnit.DAY, date(2026, 3, 8)),
    ],
)
def test_a_limit_ends_on(start: date, amount: int, unit: LimitUnit, end: date) -> None:
    assert completes_on(start, amount, unit, CALENDAR) == end


@given(days, st.integers(1, 30), st.sampled_from([LimitUnit.DAY, LimitUnit.WEEK, LimitUnit.MONTH, LimitUnit.YEAR]))
def test_no_limit_ends_on_a_day_off(start: date, amount: int, unit: LimitUnit) -> None:
    assert CALENDAR.is_workday(completes_on(start, amount, unit, CALENDAR))


@given(days, st.integers(0, 40))
def test_one_more_day_never_ends_earlier(start: date, amount: int) -> None:
    one, more = (completes_on(start, n, LimitUnit.WORKDAY, CALENDAR) for n in (amount, amount + 1))
    assert start <= one < more


def test_without_exceptions_offices_work_monday_to_friday() -> None:
    week = [date(2026, 3, 9) + timedelta(days=n) for n in range(7)]
    assert [WorkCalendar().is_workday(day) for day in week] == [True] * 5 + [False] * 2


def test_a_year_not_announced_is_an_estimate() -> None:
    assert [CALENDAR.is_official(date(year, 1, 4)) for year in (2026, 2027)] == [True, False]
