"""The matters behind a figure of the catalog as it is today, and the days on which people looked for something in vain."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from matters.enums import LimitKind
from matters.models import EditionHandling, Limit, MissedDay
from matters.staleness import stale
from notices.enums import Layout
from notices.models import Fit
from oversight.figures.asked import Asked
from oversight.figures.of_catalog import matters_of, ratio
from oversight.models import CheckedMatter

Matters = QuerySet[Any]


def matters(asked: Asked, level: str = "") -> Matters:
    """All published ones; those handled at `level` where it is named."""
    found = matters_of(asked, timezone.localdate())
    return found.filter(in_force__in=EditionHandling.objects.filter(level=level).values("edition")) if level else found


def on_one_page(asked: Asked) -> Matters:
    """Those whose sheets fit one page in every situation that was tried."""
    return matters(asked).filter(in_force__in=_tried().filter(most=1).values("edition"))


def tried(asked: Asked) -> Matters:
    """Those whose sheets were tried."""
    return matters(asked).filter(in_force__in=_tried().values("edition"))


def complete(asked: Asked) -> Matters:
    """Those without an error."""
    return matters(asked).filter(pk__in=CheckedMatter.objects.filter(errors=0).values("matter"))


def checked(asked: Asked) -> Matters:
    """Those that were checked."""
    return matters(asked).filter(pk__in=CheckedMatter.objects.values("matter"))


def unconfirmed(asked: Asked) -> Matters:
    """Those nobody published or confirmed within their interval."""
    return stale(matters(asked), timezone.localdate())


def comparable(asked: Asked) -> Matters:
    """Those whose promised limit can be held against the statutory one."""
    limits: dict[int, dict[str, list[tuple[str, int]]]] = {}
    rows = Limit.objects.filter(matter__in=matters(asked).values("pk")).order_by()
    for matter, kind, unit, amount in rows.values_list("matter", "kind", "unit", "amount"):
        limits.setdefault(matter, {kind: [] for kind in LimitKind.values})[kind].append((unit, amount))
    keys = [pk for pk, of in limits.items() if ratio(of[LimitKind.STATUTORY], of[LimitKind.PROMISED]) is not None]
    return matters(asked).filter(pk__in=keys)


def without_a_visit(asked: Asked) -> Matters:
    """Those for which nobody has to come."""
    return matters(asked).filter(visits=0)


def vain_days(asked: Asked) -> QuerySet[MissedDay]:
    """The days with searches that found nothing."""
    return MissedDay.objects.filter(day__range=(asked.since, asked.until))


def _tried() -> Any:
    return Fit.objects.filter(layout=Layout.A4).order_by().values("edition").annotate(most=Max("pages"))
