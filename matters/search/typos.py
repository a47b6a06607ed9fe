"""Patterns of what may have been meant: one character wrong, missing, too many, or two neighbours swapped. Pure."""

import re
from functools import lru_cache

SHORTEST, SHORTEST_SPELLED = 3, 5
"""Of fewer characters (letters) a typo leaves too little to tell what was meant."""


@lru_cache(maxsize=256)
def patterns(word: str) -> tuple[re.Pattern[str], ...]:
    """All that the word may have been meant to be, by the kind of slip, the likeliest first: swapped, wrong, missing, too many."""
    length = range(len(word))
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in length[:-1] if word[i] != word[i + 1]]
    wrong = [f"{word[:i]}.{word[i + 1 :]}" for i in (length if len(word) > SHORTEST else length[1:-1])]
    missing = [f"{word[:i]}.{word[i:]}" for i in length[1:]]
    extra = [word[:i] + word[i + 1 :] for i in length if len(word) > SHORTEST]
    return tuple(re.compile("|".join(dict.fromkeys(kind))) for kind in (swapped, wrong, missing, extra) if kind)


def traces(word: str) -> tuple[str, ...]:
    """Pieces of which one is left whatever single slip was made: the halves, and the word with the neighbours at their border swapped."""
    half = len(word) // 2
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return word[:half], word[half:], swapped
