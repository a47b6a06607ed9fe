"""公开的问答: questions that were answered for everybody."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from matters.lookup import told_name
from oversight.models import Case

_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question with its answer, as plain data; `page` and `code` lead to the matter or bundle, empty where it is about none."""

    key: int
    question: str
    answer: str
    answered_on: date
    name: str
    page: str
    code: str


def published(day: date, *, code: str = "", text: str = "") -> QuerySet[Case]:
    """Newest first: of the matter or bundle with that code, with all the words of `text` in question or answer or in the name the public knows."""
    named = Coalesce(told_name(day, matter=OuterRef("matter")), told_name(day, bundle=OuterRef("bundle")))
    rows = Case.objects.filter(is_public=True).annotate(told=named).select_related("matter", "bundle")
    if code:
        rows = rows.filter(Q(matter__code=code) | Q(bundle__code=code))
    for word in text.split()[:_WORDS]:
        rows = rows.filter(Q(public_question__icontains=word) | Q(answer__icontains=word) | Q(told__icontains=word))
    return rows.order_by("-answered_at", "-pk")


def as_told(case: Case) -> Answered:
    """One row of `published`, named as in the edition in force; without a name where there is none any more."""
    told: str | None = vars(case)["told"]
    subject = case.subject if told else None
    return Answered(
        key=case.pk,
        question=case.public_question,
        answer=case.answer,
        answered_on=timezone.localdate(case.answered_at),
        name=told or "",
        page=subject.page if subject else "",
        code=subject.code if subject else "",
    )
