"""What comes nearest to words of which nothing is found, not even a part: the names that share single characters with them."""

from collections import defaultdict
from dataclasses import replace

from matters.search.folding import words_of
from matters.search.found import Hit
from matters.search.loading import current
from matters.search.wanted import Wanted

CHARACTERS = 12
"""Of long words the first so many are looked at."""
TELLING = 50
"""A character that more names have (人, 登) says nothing."""


def nearest(words: str, limit: int, *, shared: int = 1) -> tuple[Hit, ...]:
    """The best first, ties by code: names with at least so many of the characters, rare ones counting more. One query."""
    catalogue = current().catalogue
    weights: dict[Hit, list[float]] = defaultdict(list)
    for character in _characters(words):
        found = catalogue.search(Wanted(q=character))
        if len(found.hits) <= TELLING:
            for hit in found.hits:
                if character in hit.name + hit.short_name:
                    weights[_plain(hit)].append(1 / len(found.hits))
    enough = [hit for hit, each in weights.items() if len(each) >= shared]
    return tuple(sorted(enough, key=lambda hit: (-sum(weights[hit]), hit.code))[:limit])


def _characters(words: str) -> list[str]:
    """Each once, in the order typed; letters and digits say nothing by themselves."""
    return list(dict.fromkeys(c for word in words_of(words) for c in word if not c.isascii()))[:CHARACTERS]


def _plain(hit: Hit) -> Hit:
    """The same for every character that finds it."""
    return replace(hit, marks=(), why="", exactness=0)
