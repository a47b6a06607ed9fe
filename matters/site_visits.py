"""A site for who wants to go there: its hours, and whether it is open now."""

from dataclasses import dataclass
from datetime import date, datetime

from matters.models import CalendarDay, Site
from matters.open_days import Days, OpenDay
from matters.opening import State, state, week
from matters.place import Place
from matters.site_as_place import periods_of, place_of
from matters.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Visit:
    """A site for who wants to go there now."""

    site: Site
    place: Place
    state: State
    week: tuple[OpenDay, ...]
    is_estimate: bool


def visit(code: str, now: datetime) -> Visit | None:
    """The active site of that code with its state at `now` (Asia/Shanghai); three queries."""
    active = Site.objects.filter(is_active=True).select_related("region").prefetch_related("hours")
    site = active.filter(code=code).first()
    if site is None:
        return None
    return visit_of(site, now, days_around(now.date()))


def visit_of(site: Site, now: datetime, days: Days) -> Visit:
    """A site with its hours, as they are at `now`."""
    periods = periods_of(site)
    shown = week(now.date(), periods, days)
    estimate = any(not days.calendar.is_official(d.day) for d in shown)
    return Visit(site, place_of(site), state(now, periods, days), shown if periods else (), estimate)


def days_around(day: date) -> Days:
    """The calendar around a day with the names of its holidays; one query."""
    rows = list(CalendarDay.objects.around(day))
    calendar = WorkCalendar(
        exceptions={row.date: row.is_workday for row in rows},
        official_years=frozenset(row.date.year for row in rows if row.is_official),
    )
    return Days(calendar, {row.date: row.name for row in rows})
