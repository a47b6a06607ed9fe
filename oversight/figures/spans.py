"""Which rows of the tallies add up to a period: those of the months that lie in it whole, and of the days at its edges."""

from datetime import date, timedelta

from django.db.models import Q

from oversight.figures.periods import end_of_month
from oversight.models.figures import Span

Days = tuple[date, date]
"""The first and the last."""


def within(since: date, until: date) -> Q:
    """The rows to add up from `since` to `until`, both included."""
    months, edges = cut(since, until)
    return of_span(Span.MONTH, months) | of_span(Span.DAY, edges)


def of_span(span: Span, periods: tuple[Days, ...]) -> Q:
    """The rows of that span in any of the periods; none without any."""
    found = Q(pk__in=())
    for period in periods:
        found |= Q(span=span, day__range=period)
    return found


def cut(since: date, until: date) -> tuple[tuple[Days, ...], tuple[Days, ...]]:
    """The period's whole months (one stretch, or none), and the days before and after them. Pure."""
    first = since if since.day == 1 else end_of_month(since) + timedelta(days=1)
    last = until if until == end_of_month(until) else until.replace(day=1) - timedelta(days=1)
    if first > last:
        return (), ((since, until),)
    edges = ((since, first - timedelta(days=1)), (last + timedelta(days=1), until))
    return ((first, last),), tuple(edge for edge in edges if edge[0] <= edge[1])
