"""The sheets told day by day, for periods short enough to be drawn so."""

from datetime import date, timedelta

from django.db.models import Sum

from oversight.figures.asked import Asked
from oversight.figures.reaching import of_owner
from oversight.figures.spans import of_span
from oversight.models import Tally
from oversight.models.figures import Span

MOST_DAYS = 62
Days = list[tuple[date, int]]


def told_by_day(asked: Asked) -> Days:
    """Every day of the period with how many; empty for a single day and for more than MOST_DAYS. One query."""
    length = (asked.until - asked.since).days + 1
    if not 1 < length <= MOST_DAYS:
        return []
    days = of_span(Span.DAY, ((asked.since, asked.until),))
    rows = Tally.objects.filter(days, of_owner(asked, of_whole=["department"]))
    found = dict(rows.order_by().values("day").annotate(n=Sum("told")).values_list("day", "n"))
    every = (asked.since + timedelta(days=number) for number in range(length))
    return [(day, found.get(day, 0)) for day in every]
