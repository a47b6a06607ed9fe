"""What typed words are compared with, and what is known of what fits. Pure."""

from dataclasses import dataclass, field

from matters.search.everyday import Everyday
from matters.search.phrases import Fits, Phrases
from matters.search.sounds import Sounds
from matters.search.tiers import Tiers


@dataclass(slots=True)
class Match:
    """What fits at which cost, and why: `fits` the phrases that did, `words` what of them is marked, `through` the everyday words (with the official
    one) by the phrase that has it; `meant` is what was probably meant where a slip was made.
    """

    tiers: Tiers = field(default_factory=dict)
    fits: Fits = field(default_factory=dict)
    words: dict[str, None] = field(default_factory=dict)
    through: dict[int, tuple[str, str]] = field(default_factory=dict)
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Phrases, how they sound, and the everyday words by their folded form and by the number of their phrase."""

    phrases: Phrases
    sounds: Sounds
    words: dict[str, Everyday]
    spoken: dict[int, Everyday]

    def noted(self, word: str, fits: Fits, found: Match) -> Tiers:
        """The owners of the phrases that a word fits, which is noted in `found`."""
        found.words[word] = None
        found.fits = {**fits, **found.fits} if found.fits else fits
        return self.phrases.tiers(fits)
