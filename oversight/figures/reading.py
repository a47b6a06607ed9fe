"""The rows of the ledger that count on certain days, as plain data. The big snapshots are never read."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from matters.models import Bundle, Matter
from matters.publishing import midnight
from notices.models import Notice, Visit
from oversight.figures.events import Came, Told
from oversight.models import Rating

Offices = dict[str, int]
"""The department of every matter ("m17") and bundle ("b3")."""


def offices_now() -> Offices:
    """Whose each matter and bundle is today; two queries."""
    matters = {f"m{pk}": office for pk, office in Matter.objects.order_by().values_list("pk", "department")}
    bundles = {f"b{pk}": office for pk, office in Bundle.objects.order_by().values_list("pk", "lead_department")}
    return {**matters, **bundles}


def documents(first: date, last: date, offices: Offices) -> Iterator[Told]:
    """Every document given out from `first` to `last`, both included."""
    rows = Notice.objects.filter(issued_at__gte=midnight(first), issued_at__lt=midnight(last + timedelta(days=1)))
    names = ("issued_at", "kind", "manner", "site", "clerk", "matter", "bundle", "voiding__id", "receipt__how")
    for at, kind, manner, site, clerk, matter, bundle, voiding, receipt in (
        rows.order_by().values_list(*names).iterator()
    ):
        yield Told(
            at=timezone.localtime(at),
            kind=kind,
            manner=manner,
            site=site,
            department=office_of(offices, matter, bundle),
            clerk=clerk,
            is_void=voiding is not None,
            receipt=receipt or "",
        )


def threads(first: date, last: date, offices: Offices) -> Iterator[list[Came]]:
    """Of every thread on which something happened or fell due from `first` to `last` all the visits that count, oldest first."""
    rows = counting_visits().filter(notice__in=_touched(first, last)).order_by("notice_id", "pk")
    plain = rows.values(*_VISIT, **{name: F(path) for name, path in _SHEET.items()})
    for _, visits in groupby(plain.iterator(), key=lambda row: row["notice"]):
        yield [_came(row, offices) for row in visits]


def counting_visits() -> QuerySet[Visit]:
    """The visits that count: standing, on a sheet that is not void."""
    return Visit.objects.standing().filter(notice__voiding__isnull=True)


def ratings(first: date, last: date, offices: Offices) -> Iterator[tuple[int, date, int, int, int]]:
    """Stars, day, site, department and clerk of every rating given from `first` to `last`."""
    rows = Rating.objects.filter(at__gte=midnight(first), at__lt=midnight(last + timedelta(days=1))).order_by()
    names = ("stars", "at", "notice__site", "notice__clerk", "notice__matter", "notice__bundle")
    for stars, at, site, clerk, matter, bundle in rows.values_list(*names).iterator():
        yield stars, timezone.localdate(at), site, office_of(offices, matter, bundle), clerk


def office_of(offices: Offices, matter: int | None, bundle: int | None) -> int:
    """The department that answers for it."""
    return offices[f"m{matter}" if matter else f"b{bundle}"]


_VISIT = ("notice", "filing", "at", "decision", "due_on", "cause", "clerk", "ticks")
_SHEET = {"whose": "notice__clerk", "where": "notice__site", "matter": "notice__matter", "bundle": "notice__bundle"}


def _touched(first: date, last: date) -> QuerySet[Any, Any]:
    happened = Q(at__gte=midnight(first), at__lt=midnight(last + timedelta(days=1)))
    return Visit.objects.filter(happened | Q(due_on__range=(first, last))).order_by().values("notice")


def _came(row: dict[str, Any], offices: Offices) -> Came:
    return Came(
        at=timezone.localtime(row["at"]),
        filing=row["filing"],
        decision=row["decision"],
        due_on=row["due_on"],
        cause=row["cause"],
        clerk=row["clerk"],
        site=row["where"],
        department=office_of(offices, row["matter"], row["bundle"]),
        teller=row["whose"],
        matter=row["matter"],
        bundle=row["bundle"],
        ticks=row["ticks"],
    )
