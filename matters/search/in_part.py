"""Whatever has the most of what was typed, where nothing has all of it. Pure."""

import math
from collections import defaultdict

from matters.search.entry import Role
from matters.search.everyday import inside
from matters.search.folding import fold
from matters.search.library import Library, Match
from matters.search.phrases import CHARACTERS, INSIDE, fit
from matters.search.tiers import Tiers, mask_of

NAMED = (Role.NAME, Role.SHORT, Role.SYNONYM)
FIRST = 2000
"""What the best of them costs: more than anything that has all of it."""
LEAST = 0.25
"""How much of what the catalogue knows of it an entry must have, weighed by how rare it is; and how much of it the catalogue must know."""
OFFICIAL = 0.5
"""What a pair of an official word counts beside one that was typed."""
SINGLE = 0.2
"""What a single character counts beside a pair."""
STEPS, STEP = 20, 10


def in_part(library: Library, words: tuple[str, ...], found: Match, first: int = FIRST, least: float = LEAST) -> Tiers:
    """Entries by how many of the pairs of characters they have in their names, rare ones counting more; of pairs that the catalogue does not know,
    single characters count a little.
    """
    literal, official = _pairs(library, words)
    known = [pair for pair in (*literal, *official) if library.phrases.having(pair)]
    if not known or len(known) < LEAST * (len(literal) + len(official)):
        return {}
    singles = {character for pair in literal if pair not in known for character in pair} - set("".join(known))
    worth = {p: _weight(library, p) * (1 if p in literal else OFFICIAL) for p in known}
    whole = sum(worth.values())
    worth |= {c: _weight(library, c) * SINGLE for c in sorted(singles)}
    scores: dict[int, float] = defaultdict(float)
    for piece, weight in worth.items():
        for entry in _named(library, piece, found):
            scores[entry] += weight
    by_cost: dict[int, list[int]] = defaultdict(list)
    for entry, score in scores.items():
        if score >= least * whole:
            by_cost[first + STEP * round(STEPS * max(0, 1 - score / whole))].append(entry)
    return {cost: mask_of(entries, library.phrases.size) for cost, entries in sorted(by_cost.items())}


def _pairs(library: Library, words: tuple[str, ...]) -> tuple[dict[str, None], dict[str, None]]:
    """The pairs of neighbours in the words, and those in the official words for what is said in them."""
    cut = [(word, *inside(word, library.words)) for word in words]
    said = [text for word, rest, met in cut for text in (*(rest if met else (word,)), *(one.folded for one in met))]
    means = [fold(text) for _, _, met in cut for one in met for text in one.means]
    literal = dict.fromkeys(pair for text in said for pair in _neighbours(text))
    return literal, {p: None for text in means for p in _neighbours(text) if p not in literal}


def _neighbours(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def _weight(library: Library, pair: str) -> float:
    return math.log(1 + len(library.phrases.all) / (1 + len(library.phrases.having(pair))))


def _named(library: Library, pair: str, found: Match) -> set[int]:
    """The entries that have it in a name."""
    found.words[pair] = None
    owners: set[int] = set()
    for number in library.phrases.having(pair):
        for role, entries in library.phrases.owners(number).items():
            if role in NAMED:
                owners.update(entries)
                found.fits.setdefault(number, fit(INSIDE, CHARACTERS, len(library.phrases.all[number].folded), 2))
    return owners
