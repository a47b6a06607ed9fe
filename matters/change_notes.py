"""变更说明 that names what the edition answers: things said or found, which later stages of the product know and the catalog does not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from matters.models import Edition, Matter
from matters.publishing import Refused

LONGEST = Edition._meta.get_field("change_note").max_length or 0
"""Characters of a change note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Why somebody opened the working copy: `reference` is what the note calls it, `words` what was said, `url` where staff read more."""

    reference: str
    words: str
    url: str


class FindSources(Protocol):
    """Named in settings.CHANGE_NOTE_SOURCES, so that a later stage's reasons need no import from here: those no edition has answered yet."""

    def __call__(self, matter: Matter) -> Iterable[Source]: ...


def sources_of(matter: Matter) -> list[Source]:
    """What the next edition of `matter` may answer, oldest first."""
    return [source for path in settings.CHANGE_NOTE_SOURCES for source in import_string(path)(matter)]


def references_of(matter: Matter) -> list[str]:
    """How a note calls them."""
    return [source.reference for source in sources_of(matter)]


def naming(note: str, references: Iterable[str]) -> str:
    """The note with every reference in it, missing ones at its end. Raises Refused when it gets too long, or says nothing but references."""
    wanted = list(references)
    if not _without(note, wanted):
        raise Refused("请写明这一版改了什么（变更说明）。")
    missing = [reference for reference in wanted if reference not in note]
    full = f"{note.rstrip()}（根据：{'、'.join(missing)}）" if missing else note
    if len(full) > LONGEST:
        over = len(full) - LONGEST
        raise Refused(f"变更说明末尾要写上“根据：{'、'.join(missing)}”，加上以后超出{over}个字，请把说明写短一些。")
    return full


def _without(note: str, references: Collection[str]) -> str:
    for reference in references:
        note = note.replace(reference, "")
    return note.replace("根据", "").strip(" \t\r\n（）()：:、，,。")
