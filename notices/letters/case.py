"""The `Case`: what a letter is composed of, and what several kinds of letter say alike. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matters.enums import LimitKind
from matters.guide import Guide, Limit
from matters.place import Place
from notices import blocks
from notices.letters.letter import Occasion, PaperLine
from notices.sheet_parts import Issuance, Line, Profile
from notices.sheet_words import default_text, labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that enters a letter: the (tailored) guide as the place keeps it, why the letter is written, who writes it, and the office's own words
    by key.
    """

    guide: Guide
    place: Place
    occasion: Occasion
    profile: Profile
    url: str
    issuance: Issuance
    own: Mapping[str, str]

    @property
    def today(self) -> date:
        """The day of the letter."""
        return self.issuance.told_at.date()

    @property
    def received(self) -> date:
        """When the papers were handed in; not told, it was today."""
        return self.occasion.received_on or self.today

    @property
    def accepted(self) -> date:
        """When all was complete; not told, it is today."""
        return self.occasion.accepted_on or self.today

    def says(self, key: str) -> str:
        """One of `sheet_words.TEXTS`, in the office's words or the product's."""
        return self.own.get(key) or default_text(key, self.guide.matter_type)

    def limit(self, kind: LimitKind) -> Limit | None:
        """The limit of that kind, where it hangs on no open answer."""
        return next((x for x in self.guide.limits if x.kind == kind and not x.when), None)

    def where(self, *keys: str) -> tuple[Line, ...]:
        """Of the block of the sheet that says where, when and whom to ask, those lines."""
        lines = labelled("place", blocks.where(self.guide, self.place, self.profile), self.own)
        return tuple(line for line in lines if line.key in keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What a kind of letter says of its own; see `Letter` for the fields."""

    body: tuple[str, ...]
    papers_title: str = ""
    papers: tuple[PaperLine, ...] = ()
    changes: tuple[str, ...] = ()
    terms: tuple[Line, ...] = ()
    rights: str = ""
    promise: str = ""


def lines(*rows: tuple[str, str, str]) -> tuple[Line, ...]:
    """(key, label, text) as lines; what has no text is left out."""
    return tuple(Line(key=key, label=label, text=text) for key, label, text in rows if text)
