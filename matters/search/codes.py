"""Entries by their codes. Pure."""

from collections import defaultdict
from collections.abc import Iterable

from matters.search.folding import fold

SHORTEST = 3
"""Characters of a code that must be typed at least before it is taken for the beginning of one."""


class Codes:
    """The codes of all entries in their order, the public one first."""

    def __init__(self, codes: Iterable[Iterable[str]]) -> None:
        self._known: dict[str, list[int]] = defaultdict(list)
        for number, of_entry in enumerate(codes):
            for code in of_entry:
                self._known[fold(code)].append(number)

    def whole(self, typed: str) -> list[int]:
        """The entries with exactly that code."""
        return self._known.get(typed, [])

    def beginning(self, typed: str) -> list[int]:
        """Those with a code that begins with it."""
        if len(typed) < SHORTEST or not typed.isascii():
            return []
        return [number for code, entries in self._known.items() if code.startswith(typed) for number in entries]
