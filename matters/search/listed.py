"""One line of a catalogue. Pure."""

from dataclasses import dataclass

from matters.enums import Level
from matters.search.entry import Entry, Role
from matters.search.found import Kind

NEAREST = (Level.COMMUNITY, Level.STREET, Level.DISTRICT)
"""What is handled nearer to people's homes comes first among equals."""


@dataclass(slots=True, kw_only=True)
class Listed:
    """One matter or bundle with what holds of it. `key` is its primary key, `used` how many sheets of it were given out lately.

    `is_coming`: what it says holds from a later day only, so that nobody but the staff sees it. `phrases` are filled by its catalogue.
    """

    kind: Kind
    key: int
    entry: Entry
    is_suspended: bool = False
    is_coming: bool = False
    used: int = 0
    phrases: tuple[tuple[Role, int], ...] = ()

    @property
    def order(self) -> tuple[int, int, str]:
        """Its place among equals: nearest level, most used, code."""
        nearest = next((i for i, level in enumerate(NEAREST) if level in self.entry.levels), len(NEAREST))
        return nearest, -self.used, self.entry.code
