"""What the public finds at a code on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from matters.duplicates import survivor
from matters.enums import PUBLIC
from matters.models import Bundle, Edition, Matter
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH

S = TypeVar("S", Matter, Bundle)


@dataclass(frozen=True, slots=True)
class Found:
    """A matter that has been public, the edition in force, and the day from which a later one holds."""

    matter: Matter
    edition: Edition | None
    next_from: date | None


def find(code: str, day: date, *, beside: Mapping[str, Subquery] | None = None) -> Found | None:
    """The matter of that public code in capitals, with what is in force on `day`; None for a draft or an unknown code.

    One query when an edition is in force, else two. The edition brings what is asked for `beside` it (`matters.surroundings`).
    """
    found = look_up(Matter.objects.known(), code, day, "successor", "department", beside=beside)
    return Found(*found) if found else None


def look_up(
    rows: QuerySet[S], code: str, day: date, *related: str, beside: Mapping[str, Subquery] | None = None
) -> tuple[S, Edition | None, date | None] | None:
    """Which of `rows` (matters or bundles, with those `related`) has that code, the edition in force, and from when a later one holds.

    One query when an edition is in force, else two. The edition is annotated with what is asked for `beside` it.
    """
    if not is_code(code):
        return None
    kind = str(rows.model._meta.model_name)
    # Chosen by its key first: what stands beside it is then put together once and not for every edition there ever was.
    chosen = Edition.objects.in_force(day).filter(**{f"{kind}__in": rows.filter(code=code)}).values("pk")[:1]
    edition = (
        Edition.objects.filter(pk=Subquery(chosen))
        .select_related(*(f"{kind}__{name}" for name in related))
        .annotate(next_from=Subquery(Edition.objects.next_start(day, **{kind: OuterRef(kind)})), **(beside or {}))
        .first()
    )
    if edition is not None:
        return cast(S, edition.subject), edition, edition.next_from  # type: ignore[attr-defined]
    later = Subquery(Edition.objects.next_start(day, **{kind: OuterRef("pk")}))
    row = rows.filter(code=code).select_related(*related).annotate(next_from=later).first()
    return (row, None, row.next_from) if row else None


def told_name(day: date, **subject: OuterRef) -> Subquery:
    """For a query of matters or bundles, `matter=` or `bundle=` an OuterRef: the name in the edition in force, whatever an editor is writing now."""
    return Subquery(Edition.objects.in_force(day).filter(**subject).values(told=KT("content__name"))[:1])


def moved_to(matter: Matter) -> str | None:
    """The public code that a merged matter's code leads to, through all merges; None when it was not merged or the public cannot see that one."""
    last = survivor(matter)
    return last.code if last.pk != matter.pk and last.standing in PUBLIC else None


def is_code(text: str) -> bool:
    """Whether `text` could be a public code; what cannot be is not looked for in the database."""
    return len(text) == CODE_LENGTH and set(text) <= set(CODE_ALPHABET)
