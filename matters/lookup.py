"""What the public finds at a code on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from matters.duplicates import survivor
from matters.enums import Standing
from matters.models import Edition, Matter
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH


@dataclass(frozen=True, slots=True)
class Found:
    """A matter that has been public, the edition in force, and the day from which a later one holds."""

    matter: Matter
    edition: Edition | None
    next_from: date | None


def find(code: str, day: date) -> Found | None:
    """The matter of that public code in capitals, with what is in force on `day`; None for a draft or an unknown code.

    One query when an edition is in force, else two.
    """
    if not is_code(code):
        return None
    edition = (
        Edition.objects.in_force(day)
        .filter(matter__code=code)
        .select_related("matter__successor")
        .annotate(next_from=Subquery(Edition.objects.next_start(day, matter=OuterRef("matter"))))
        .first()
    )
    if edition is not None and edition.matter is not None:
        return Found(edition.matter, edition, edition.next_from)  # type: ignore[attr-defined]
    matter = (
        Matter.objects.filter(code=code)
        .known()
        .select_related("successor", "department")
        .annotate(next_from=Subquery(Edition.objects.next_start(day, matter=OuterRef("pk"))))
        .first()
    )
    return Found(matter, None, matter.next_from) if matter else None  # type: ignore[attr-defined]


def moved_to(matter: Matter) -> str | None:
    """The public code that a merged matter's code leads to, through all merges; None when it was not merged or the public cannot see that one."""
    last = survivor(matter)
    return last.code if last.pk != matter.pk and last.standing in {Standing.LIVE, Standing.SUSPENDED} else None


def is_code(text: str) -> bool:
    """Whether `text` could be a public code; what cannot be is not looked for in the database."""
    return len(text) == CODE_LENGTH and set(text) <= set(CODE_ALPHABET)
