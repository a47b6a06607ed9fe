"""What the next edition of a matter must name; settings.CHANGE_NOTE_SOURCES leads here."""

from typing import cast

from django.db.models import Exists, QuerySet

from matters.change_notes import Source
from matters.models import Matter
from oversight.amending.naming import naming
from oversight.amending.source import Source as Because
from oversight.amending.source import page_of, words_of
from oversight.models import Amendment

SAID = ("case__feedback", "case__rating", "case__problem")
"""What a case is about, of an amendment."""


def sources_of(matter: Matter) -> list[Source]:
    """Why editors opened the working copy of `matter`, as long as no edition has answered it."""
    opened = unanswered().filter(matter=matter).select_related("finding", "shared", *SAID)
    return [_source(amendment) for amendment in opened]


def unanswered() -> QuerySet[Amendment]:
    """Amendments that no edition names."""
    return Amendment.objects.filter(~Exists(naming()))


def because_of(amendment: Amendment) -> Because:
    """The case, finding or shared cause: one of them, by a constraint of the table."""
    return cast(Because, amendment.case or amendment.finding or amendment.shared)


def _source(amendment: Amendment) -> Source:
    because = because_of(amendment)
    return Source(reference=amendment.reference, words=words_of(because), url=page_of(because))
