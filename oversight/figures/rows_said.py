"""What people said behind a figure: ratings of documents, those that came as feedback, cases and what could not be done."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from oversight.enums import CallOutcome, OrderState
from oversight.figures.asked import Asked
from oversight.figures.reaching import of
from oversight.figures.rows_reach import in_days, told_by
from oversight.models import CallBack, Case, Feedback, Finding, Problem, Rating, Stars
from oversight.models.feedback import FeedbackKind

BAD = (Stars.BAD, Stars.POOR)
CONTENT = (Stars.FAIR, Stars.GOOD, Stars.EXCELLENT)


def ratings(asked: Asked, stars: Iterable[int]) -> QuerySet[Rating]:
    """Those of documents that count: an appeal that was upheld takes one away."""
    rows = Rating.objects.filter(in_days("at", asked), told_by(asked, "notice__"), stars__in=list(stars))
    return rows.exclude(case__is_unfounded=True)


def feedback(asked: Asked, stars: Iterable[int]) -> QuerySet[Feedback]:
    """Those without a document."""
    rows = Feedback.objects.filter(in_days("at", asked), _of_feedback(asked), stars__in=list(stars))
    return rows.filter(kind=FeedbackKind.RATING).exclude(case__is_unfounded=True)


def called(asked: Asked) -> QuerySet[Case]:
    """Cases of bad ratings where somebody was reached by telephone."""
    reached = CallBack.objects.filter(case=OuterRef("pk"), outcome=CallOutcome.REACHED)
    return _of_bad(asked).filter(Exists(reached))


def mended(asked: Asked) -> QuerySet[Case]:
    """Cases of bad ratings with a correction order that passed its recheck."""
    return _of_bad(asked).filter(Exists(Finding.objects.filter(case=OuterRef("pk"), order__state=OrderState.CLOSED)))


def due(asked: Asked) -> QuerySet[Case]:
    """Cases whose last day is among these and over."""
    until = min(asked.until, timezone.localdate() - timedelta(days=1))
    where = of(asked, site="site", matter="matter", bundle="bundle", clerk="clerk")
    return Case.objects.filter(where, due_on__range=(asked.since, until))


def answered(asked: Asked) -> QuerySet[Case]:
    """Of these that were answered by that day."""
    return due(asked).filter(answered_at__date__lte=F("due_on"))


def problems(asked: Asked, cause: str) -> QuerySet[Problem]:
    """What could not be done; of one cause where it is named."""
    where = of(asked, site="site", matter="matter", bundle="bundle", clerk="received_by")
    rows = Problem.objects.filter(where, in_days("at", asked))
    return rows.filter(cause=cause) if cause else rows


def _of_bad(asked: Asked) -> QuerySet[Case]:
    rated = Q(rating__stars__in=BAD) & in_days("rating__at", asked) & told_by(asked, "rating__notice__")
    said = Q(feedback__stars__in=BAD) & in_days("feedback__at", asked) & _of_feedback(asked, "feedback__")
    return Case.objects.filter(rated | said, is_unfounded=False)


def _of_feedback(asked: Asked, prefix: str = "") -> Q:
    """A rating without a document belongs to a clerk only where it names one."""
    fields: dict[str, Any] = {"site": "site", "matter": "matter", "bundle": "bundle", "clerk": "notice__clerk"}
    return of(asked, **{name: prefix + field for name, field in fields.items()})
