"""The working-day calendar's first rows, from the State Council's notices as the chinesecalendar package holds them."""

from chinese_calendar import constants

from matters.models import CalendarDay

_CHINESE: dict[str, str] = {holiday.value: holiday.chinese for holiday in constants.Holiday}  # type: ignore[attr-defined]


def seed_calendar() -> int:
    """Add every announced holiday and adjusted working day that is not in the table yet; returns how many. Edited rows stay as they are."""
    days = [
        *(
            CalendarDay(date=day, is_workday=False, name=_CHINESE[name])
            for day, name in constants.holidays.items()
            if day.weekday() < 5
        ),
        *(CalendarDay(date=day, is_workday=True, name="调休上班") for day in constants.workdays if day.weekday() >= 5),
    ]
    known = set(CalendarDay.objects.values_list("date", flat=True))
    missing = [day for day in days if day.date not in known]
    CalendarDay.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
