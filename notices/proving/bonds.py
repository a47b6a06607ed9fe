"""What ties the rows of the ledger to one another, checked: every letter follows a sheet of its own affair, and says what its visit decided."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from notices.enums import Decision, NoticeKind
from notices.models import Notice, Visit

WITH_LETTER = tuple(decision for decision in Decision if decision.letter)


def loose_ends() -> Iterator[tuple[Notice, str]]:
    """The documents and what is wrong with each; for a visit without its letter the 告知单."""
    for letter in _named(letters_astray()):
        yield letter, "it follows no sheet of its matter"
    for letter in _named(letters_unlike_their_visit()):
        yield letter, "its visit decided otherwise"
    for visit in visits_without_letter().select_related("notice__site").defer("ticks", "notice__snapshot"):
        yield visit.notice, f"visit {visit.pk} ({visit.decision}) has no letter"


def letters_astray() -> QuerySet[Notice]:
    """Letters that do not follow a 告知单 of the same matter or bundle."""
    same = Q(matter=OuterRef("matter")) | Q(bundle=OuterRef("bundle"))
    sheet = Notice.objects.sheets().filter(same, pk=OuterRef("follows"))
    return Notice.objects.exclude(kind=NoticeKind.GUIDANCE).filter(~Exists(sheet))


def letters_unlike_their_visit() -> QuerySet[Notice]:
    """Letters of a visit to another sheet, or of another kind than its decision: those have the same names."""
    alike = Visit.objects.filter(pk=OuterRef("visit"), notice=OuterRef("follows"), decision=OuterRef("kind"))
    return Notice.objects.filter(visit__isnull=False).filter(~Exists(alike))


def visits_without_letter() -> QuerySet[Visit]:
    """Visits whose decision is said in writing, and is not; more than one letter a visit the table itself refuses."""
    return Visit.objects.filter(decision__in=WITH_LETTER, letter__isnull=True)


def _named(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    return rows.select_related("site").defer("snapshot").order_by("pk")
