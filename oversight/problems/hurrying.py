"""By when something that could not be done must be answered: the more urgent, the sooner. Pure but for the setting."""

from datetime import date

from django.conf import settings

from matters.workdays import WorkCalendar
from oversight.deadlines import due_on
from oversight.enums import Urgency


def workdays_for(urgency: Urgency) -> int:
    """Working days after the day it was told: 一般 what the office has set (`CASE_WORKDAYS["problem"]`), 紧急 half of it (rounded up), 特急 one."""
    ordinary: int = settings.CASE_WORKDAYS["problem"]
    return {Urgency.NORMAL: ordinary, Urgency.URGENT: (ordinary + 1) // 2, Urgency.CRITICAL: min(1, ordinary)}[urgency]


def due_days(told_on: date, calendar: WorkCalendar) -> dict[Urgency, date]:
    """The last day (calendar) for each urgency."""
    return {urgency: due_on(told_on, workdays_for(urgency), calendar) for urgency in Urgency}
