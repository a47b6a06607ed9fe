"""Dates from limits, against the State Council's yearly notices written out day by day and counted one day at a time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.enums import LimitUnit
from matters.models import CalendarDay
from matters.workdays import WorkCalendar, completes_on

NOTICES = {
    # 国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）
    2024: (
        "01-01 02-10 02-11 02-12 02-13 02-14 02-15 02-16 02-17 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05"
        " 06-10 09-15 09-16 09-17 10-01 10-02 10-03 10-04 10-05 10-06 10-07",
        "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12",
    ),
    # 国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）
    2025: (
        "01-01 01-28 01-29 01-30 01-31 02-01 02-02 02-03 02-04 04-04 04-05 04-06 05-01 05-02 05-03 05-04 05-05"
        " 05-31 06-01 06-02 10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08",
        "01-26 02-08 04-27 09-28 10-11",
    ),
    # 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）
    2026: (
        "01-01 01-02 01-03 02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23 04-04 04-05 04-06"
        " 05-01 05-02 05-03 05-04 05-05 06-19 06-20 06-21 09-25 09-26 09-27"
        " 10-01 10-02 10-03 10-04 10-05 10-06 10-07",
        "01-04 02-14 02-28 05-09 09-20 10-10",
    ),
}
"""The days off and the weekend days worked that each notice names."""
OFF, WORKED = ({date.fromisoformat(f"{y}-{d}") for y in NOTICES for d in NOTICES[y][n].split()} for n in (0, 1))
EVERY_DAY = [date(2024, 1, 1) + timedelta(days=n) for n in range((date(2027, 1, 1) - date(2024, 1, 1)).days)]
AT_WORK = [day for day in EVERY_DAY if day in WORKED or (day.isoweekday() < 6 and day not in OFF)]
"""The oracle: every working day of three years, one after the other."""
CALENDAR = WorkCalendar(
    exceptions=dict.fromkeys(OFF, False) | dict.fromkeys(WORKED, True), official_years=frozenset(NOTICES)
)
days = st.dates(date(2024, 1, 1), date(2026, 10, 1))


@pytest.mark.django_db
def test_the_calendar_of_the_database_is_that_of_the_notices() -> None:
    seeded = CalendarDay.objects.around(date(2025, 6, 1)).as_calendar()
    assert [day for day in EVERY_DAY if seeded.is_workday(day)] == AT_WORK
    assert [seeded.is_official(date(year, 1, 4)) for year in (2024, 2025, 2026, 2027)] == [True, True, True, False]


@pytest.mark.parametrize("amount", [1, 2, 3, 5, 7, 10, 15, 20, 30, 60])
def test_working_days_from_every_day_are_those_of_the_oracle(amount: int) -> None:
    after = {start: sum(day <= start for day in AT_WORK) for start in EVERY_DAY}
    known = [start for start in EVERY_DAY if after[start] + amount <= len(AT_WORK)]
    ends = [CALENDAR.add_workdays(start, amount) for start in known]
    assert ends == [AT_WORK[after[start] + amount - 1] for start in known]


def test_ordinary_days_from_every_day_end_on_the_next_day_worked() -> None:
    ends = {day: completes_on(day, 10, LimitUnit.DAY, CALENDAR) for day in EVERY_DAY[:-20]}
    assert ends == {day: min(at for at in AT_WORK if at >= day + timedelta(days=10)) for day in ends}


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


@pytest.mark.parametrize(
    ("first", "last", "known"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), True),
        (date(2026, 12, 31), date(2027, 1, 4), False),
        (date(2023, 12, 29), date(2024, 1, 2), False),
    ],
)
def test_a_span_is_known_when_every_year_of_it_is_announced(first: date, last: date, known: bool) -> None:
    assert CALENDAR.knows(first, last) == known


def test_holidays_with_a_fixed_date_are_known_before_they_are_announced() -> None:
    unannounced = WorkCalendar()
    days = [date(2027, month, day) for month, day in ((1, 1), (5, 3), (10, 1), (10, 4))]
    assert [unannounced.is_workday(day) for day in days] == [False, True, False, True]
