"""Which rows belong to what was asked: those of its days, and of its place, office or people."""

from datetime import timedelta

from django.db.models import Q

from matters.publishing import midnight
from oversight.figures.asked import Asked
from oversight.figures.reaching import of


def in_days(field: str, asked: Asked) -> Q:
    """`field` (a time) lies in the days asked for, in Asia/Shanghai."""
    return Q(**{f"{field}__gte": midnight(asked.since), f"{field}__lt": midnight(asked.until + timedelta(days=1))})


def told_by(asked: Asked, sheet: str = "", clerk: str = "") -> Q:
    """Sheets of what was asked. `sheet` leads from the row to its sheet ("notice__"); `clerk` to the person it counts for, by default the teller."""
    fields = {name: f"{sheet}{name}" for name in ("site", "matter", "bundle", "clerk")}
    return of(asked, **{**fields, **({"clerk": clerk} if clerk else {})})
