"""Matters whose content nobody has confirmed for too long: neither a new edition nor a 核对无误 within the interval the matter sets."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from matters.enums import Standing
from matters.models import Department, Edition, Matter
from matters.publishing import midnight


@dataclass(frozen=True, slots=True)
class Due:
    """A matter that is due: when it was last `confirmed_on` (published or checked), and since when it is due."""

    matter: Matter
    confirmed_on: date
    due_on: date


def months_before(day: date, months: int) -> date:
    """The same day `months` earlier; the last of the month where that month is shorter."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def stale(matters: QuerySet[Matter], day: date) -> QuerySet[Matter]:
    """Those of `matters` that are due on `day`: two queries, one of them for the intervals in use.

    An interval of 0 months is never due; on the very day it is not yet.
    """
    live = matters.filter(standing=Standing.LIVE, merged_into=None)
    intervals = Matter.objects.filter(review_months__gt=0).order_by().values_list("review_months", flat=True).distinct()
    due = Q(pk__in=())
    for months in intervals:
        due |= _unconfirmed_since(months_before(day, months)) & Q(review_months=months)
    return live.filter(due)


def due_by_department(matters: QuerySet[Matter], day: date) -> Iterator[tuple[Department, list[Due]]]:
    """The matters that are due, under their departments, longest due first."""
    rows = (
        stale(matters, day)
        .select_related("department")
        .only("code", "name", "reviewed_on", "review_months", "created_at", "department__name")
        .annotate(published=Max("editions__published_at"))
        .order_by("department__name", "department_id", "code")
    )
    for department, found in groupby(rows, key=lambda matter: matter.department):
        yield department, sorted((_due(matter) for matter in found), key=lambda due: due.due_on)


def _unconfirmed_since(day: date) -> Q:
    """Neither published nor checked on `day` or later."""
    start = midnight(day)
    fresh = Edition.objects.filter(matter=OuterRef("pk"), published_at__gte=start)
    return ~Exists(fresh) & (Q(reviewed_on=None) | Q(reviewed_on__lt=day))


def _due(matter: Matter) -> Due:
    """A live matter without an edition counts from the day it was entered."""
    published = getattr(matter, "published", None) or matter.created_at
    confirmed = max(timezone.localdate(published), matter.reviewed_on or date.min)
    return Due(matter=matter, confirmed_on=confirmed, due_on=months_before(confirmed, -matter.review_months))
