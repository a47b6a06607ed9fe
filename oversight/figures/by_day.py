"""The sheets told day by day, for periods short enough to be drawn so."""

from datetime import date, timedelta

from django.db.models import Sum

from oversight.figures.asked import Asked
from oversight.figures.reaching import of_owner
from oversight.models import Tally

MOST_DAYS = 62
Days = list[tuple[date, int]]


def told_by_day(asked: Asked) -> Days:
    """Every day of the period with how many; empty for a single day and for more than MOST_DAYS. One query."""
    length = (asked.until - asked.since).days + 1
    if not 1 < length <= MOST_DAYS:
        return []
    rows = Tally.objects.filter(of_owner(asked, of_whole=["department"]), day__range=(asked.since, asked.until))
    found = dict(rows.order_by().values("day").annotate(n=Sum("told")).values_list("day", "n"))
    days = [asked.since + timedelta(days=number) for number in range(length)]
    return [(day, found.get(day, 0)) for day in days]
