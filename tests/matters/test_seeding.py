"""The calendar's first rows."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from matters.models import CalendarDay
from matters.seeding import seed_calendar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_stored_calendar_is_the_announced_one(year: int) -> None:
    calendar = CalendarDay.objects.around(date(year, 6, 1)).as_calendar()
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if calendar.is_workday(day) != chinese_calendar.is_workday(day)] == []
    assert calendar.is_official(date(year, 6, 1))


def test_seeding_again_adds_nothing() -> None:
    assert seed_calendar() == 0


def test_an_edited_day_stays_and_a_missing_one_comes_back() -> None:
    CalendarDay.objects.filter(date="2026-01-01").update(name="元旦", is_workday=True)
    CalendarDay.objects.filter(date="2026-01-02").delete()
    assert seed_calendar() == 1
    assert list(
        CalendarDay.objects.filter(date__range=("2026-01-01", "2026-01-02")).values_list("name", flat=True)
    ) == [
        "元旦",
        "元旦",
    ]


def test_one_query_brings_the_days_around_a_date(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        calendar = CalendarDay.objects.around(date(2025, 12, 31)).as_calendar()
    assert {day.year for day in calendar.exceptions} == {2024, 2025, 2026}
