"""How often, why, where and how it stands: what could not be done over a period, within somebody's reach."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from accounts.models import StaffUser
from matters.models import CalendarDay
from matters.publishing import midnight
from oversight.access import visible_problems
from oversight.models import Problem
from oversight.problems.by_colour import with_colour
from oversight.problems.colours import edges


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of things told from the first to the last day of a period (calendar days, both included).

    Keys: `causes` ProblemCause, `states` CaseState, `colours` Colour (as of `today`), each the value; `sites` the name of the place that wrote it
    down; `departments` that of the department in charge of the matter, empty where there is none.
    """

    total: int
    on_the_spot: int
    shared: int
    causes: Counter[str]
    states: Counter[str]
    colours: Counter[str]
    sites: Counter[str]
    departments: Counter[str]


def summary(user: StaffUser, since: date, until: date, today: date) -> Summary:
    """Of what `user` sees. Two queries: the calendar and one count in groups."""
    seen = edges(today, CalendarDay.objects.around(today).as_calendar())
    told = visible_problems(user).filter(at__gte=midnight(since), at__lt=midnight(until + timedelta(days=1)))
    return _summed(_groups(with_colour(told, seen)))


def _groups(rows: QuerySet[Problem]) -> Iterable[tuple[object, ...]]:
    """Cause, state, colour, site, department, on the spot, in a shared cause, and how many are of that sort."""
    office = Coalesce("matter__department__name", "bundle__lead_department__name")
    keys = ("cause", "case__state", "shade", "site__name", "office", "on_the_spot", "shared")
    return rows.order_by().annotate(office=office).values_list(*keys).annotate(times=Count("pk"))


def _summed(groups: Iterable[tuple[object, ...]]) -> Summary:
    counters: list[Counter[str]] = [Counter() for _ in range(5)]
    total = spot = shared = 0
    for *named, on_the_spot, cause, times in groups:
        number = int(str(times))
        for counter, key in zip(counters, named, strict=True):
            counter[str(key or "")] += number
        total, spot, shared = total + number, spot + number * bool(on_the_spot), shared + number * (cause is not None)
    causes, states, colours, sites, departments = counters
    return Summary(total, spot, shared, causes, states, colours, sites, departments)
