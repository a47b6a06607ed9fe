"""The colours as the database tells them: the same table as `colours.colour`, for filters and counts over any number of rows."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from matters.publishing import midnight
from oversight.models import Problem
from oversight.problems.colours import DONE, TABLE, Colour, Edges, Stage


def with_colour(rows: QuerySet[Problem], seen: Edges, only: str = "") -> QuerySet[Problem]:
    """Each with `shade`, the value of its colour; `only` those of one colour."""
    shade = Case(*_cases(seen), default=Value(Colour.BLUE.value), output_field=CharField())
    coloured = rows.annotate(shade=shade)
    return coloured.filter(shade=only) if only else coloured


def count_by_colour(rows: QuerySet[Any]) -> dict[Colour, int]:
    """How many of rows `with_colour` there are of each. One query."""
    found = dict(rows.order_by().values_list("shade").annotate(times=Count("pk")))
    return {colour: found.get(colour.value, 0) for colour in Colour}


def _cases(seen: Edges) -> list[When]:
    stages = _stages(seen)
    listed = [
        When(Q(case__urgency=urgency) & stages[stage], then=Value(colour.value))
        for urgency, row in TABLE.items()
        for stage, colour in row.items()
    ]
    return [When(case__state__in=DONE, then=Value(Colour.GREEN.value)), *listed]


def _stages(seen: Edges) -> dict[Stage, Q]:
    late = Q(case__due_on__lt=seen.today)
    near = Q(case__due_on__lt=seen.near_before) | Q(at__lt=midnight(seen.long_since + timedelta(days=1)))
    return {Stage.LATE: late, Stage.NEAR: ~late & near, Stage.EARLY: ~late & ~near}
