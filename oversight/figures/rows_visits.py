"""The visits behind a figure. A filing is shown as its first visit."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from notices.enums import Decision, Tick
from notices.models import Visit
from notices.models.visit import VisitQuerySet
from oversight.figures.asked import Asked
from oversight.figures.rows_reach import in_days, told_by

_UNDECIDED = (Decision.KEPT, Decision.RETURNED, Decision.UNDONE)
"""What leaves the office's time running."""


def counting() -> VisitQuerySet:
    """The visits that count: standing, on a sheet that is not void."""
    return Visit.objects.standing().filter(notice__voiding__isnull=True)


def visits(asked: Asked) -> VisitQuerySet:
    """Everybody who came, for the clerk who worked at the visit."""
    return counting().filter(in_days("at", asked), told_by(asked, "notice__", "clerk"))


def caused(asked: Asked, *causes: str) -> VisitQuerySet:
    """Repeated visits for one of these causes, for the clerk who had told the sheet."""
    return counting().filter(in_days("at", asked), told_by(asked, "notice__"), cause__in=causes)


def filings(asked: Asked) -> VisitQuerySet:
    """The first visit of every filing."""
    earlier = _same_filing().filter(pk__lt=OuterRef("pk"))
    return counting().filter(~Exists(earlier), in_days("at", asked), told_by(asked, "notice__"))


def repeated(asked: Asked) -> VisitQuerySet:
    """Of these whose filing took more visits than it should."""
    return filings(asked).filter(Exists(_same_filing().exclude(cause="")))


def kept_due(asked: Asked) -> VisitQuerySet:
    """Papers that were kept for a decision due in these days, as far as these are over: the first time in a row."""
    before = _same_filing().filter(pk__lt=OuterRef("pk")).exclude(decision=Decision.RETURNED).order_by("-pk")
    kept = counting().filter(decision=Decision.KEPT).annotate(before=Subquery(before.values("decision")[:1]))
    return _due(kept.filter(Q(before__isnull=True) | ~Q(before=Decision.KEPT)), asked)


def kept_in_time(asked: Asked) -> VisitQuerySet:
    """Of these that were decided by that day."""
    return _done_in_time(kept_due(asked), _same_filing().exclude(decision__in=_UNDECIDED))


def deferral_due(asked: Asked) -> VisitQuerySet:
    """Papers that were to follow by a day among these."""
    return _due(counting().filter(decision=Decision.DEFERRAL), asked)


def deferral_in_time(asked: Asked) -> VisitQuerySet:
    """Of these that did."""
    return _done_in_time(deferral_due(asked), _same_filing().filter(decision=Decision.COMPLETED))


def lacking(asked: Asked, material: str, *, matter: int | None, bundle: int | None) -> VisitQuerySet:
    """Visits on which that paper of that subject's sheet was missing or wrong. The ticks are read here: neither database searches in them alike."""
    rows = counting().filter(in_days("at", asked), told_by(asked, "notice__"))
    about = rows.filter(notice__matter=matter) if matter else rows.filter(notice__bundle=bundle)
    keys = [pk for pk, ticks in about.order_by().values_list("pk", "ticks") if _lacks(ticks, material)]
    return Visit.objects.filter(pk__in=keys)


def _lacks(ticks: Iterable[dict[str, str]], material: str) -> bool:
    return any(tick["name"] == material and tick["state"] in (Tick.MISSING, Tick.WRONG) for tick in ticks)


def _same_filing() -> VisitQuerySet:
    return counting().filter(notice=OuterRef("notice"), filing=OuterRef("filing")).order_by("pk")


def _due(rows: VisitQuerySet, asked: Asked) -> VisitQuerySet:
    until = min(asked.until, timezone.localdate() - timedelta(days=1))
    return rows.filter(told_by(asked, "notice__", "clerk"), due_on__range=(asked.since, until))


def _done_in_time(rows: VisitQuerySet, later: VisitQuerySet) -> VisitQuerySet:
    """Those on which the first of `later` came no later than the day it was due."""
    first = later.filter(pk__gt=OuterRef("pk")).values("at")[:1]
    return rows.annotate(done_at=Subquery(first)).filter(done_at__date__lte=F("due_on"))
