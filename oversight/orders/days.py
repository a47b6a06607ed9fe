"""By when a correction is ordered. Days to choose are calendar days, their distance is counted in working days."""

from datetime import date

from matters.models import CalendarDay
from matters.publishing import today
from matters.workdays import WorkCalendar
from oversight.deadlines import due_on
from oversight.refusal import CannotDo

OFFERED_WORKDAYS = 5
MOST_WORKDAYS = 60
"""A later day is taken for a slip of the pen."""


def calendar_of(day: date) -> WorkCalendar:
    """The working days around `day`; one query."""
    return CalendarDay.objects.around(day).as_calendar()


def offered_day(day: date, calendar: WorkCalendar) -> date:
    """The day a form offers on `day`."""
    return due_on(day, OFFERED_WORKDAYS, calendar)


def last_day(day: date, calendar: WorkCalendar) -> date:
    """The last day that may be chosen on `day`."""
    return due_on(day, MOST_WORKDAYS, calendar)


def require_day(chosen: date, *, field: str = "due_on") -> None:
    """Raises CannotDo for a day that has passed, is more than MOST_WORKDAYS away, or is not worked."""
    now = today()
    calendar = calendar_of(now)
    if chosen < now:
        raise CannotDo("期限已经过去，请选今天或以后的日子。", field)
    if chosen > (last := last_day(now, calendar)):
        raise CannotDo(f"期限最长{MOST_WORKDAYS}个工作日，请选{last:%Y-%m-%d}或以前的日子。", field)
    if not calendar.is_workday(chosen):
        raise CannotDo(f"这一天不上班，可以选{calendar.roll(chosen):%Y-%m-%d}。", field)
