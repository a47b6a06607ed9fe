"""Years whose holidays and adjusted working days are not in the calendar yet although they are needed."""

from collections.abc import Iterator
from datetime import date

from matters.completeness import Finding, Severity
from matters.models import CalendarDay

ANNOUNCED_FROM = (11, 1)
"""Month and day from which next year's notice is expected: the State Council publishes it in October or November."""


def missing_years(day: date) -> list[int]:
    """This year always, next year from 1 November on, as far as they have no announced day."""
    needed = [day.year] + ([day.year + 1] if (day.month, day.day) >= ANNOUNCED_FROM else [])
    known = CalendarDay.objects.filter(is_official=True, date__year__in=needed).order_by()
    years = set(known.values_list("date__year", flat=True).distinct())
    return [year for year in needed if year not in years]


def check_calendar(day: date) -> Iterator[tuple[int, Finding]]:
    """The years that are missing, as findings."""
    for year in missing_years(day):
        message = f"{year}年的节假日与调休还没有录入，办结日期只能按周一至周五估算。"
        yield year, Finding(severity=Severity.WARNING, check="calendar_year", field="date", message=message)
