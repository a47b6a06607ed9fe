"""Words of characters and letters: 残疾zheng, canji证, 4050butie. Pure."""

import re

from matters.search.phrases import INITIALS, INSIDE, MIXED, START, WHOLE, Fits, Phrase, Phrases, fit
from matters.search.spelling import is_letters, pattern, written_out

_RUNS = re.compile("[a-z]+|[^a-z]+")


def mixed(phrases: Phrases, word: str) -> Fits:
    """The phrases that have its characters, of these those that its letters fit; other characters may stand between them."""
    runs = [set(phrases.having(run)) for run in _RUNS.findall(word) if not is_letters(run)]
    candidates = set.intersection(*runs) if runs else set[int]()
    found = {number: _fit(phrases.all[number], word) for number in candidates}
    return {number: how for number, how in found.items() if how is not None}


def _fit(phrase: Phrase, word: str) -> int | None:
    text = written_out(phrase)
    for means, is_loose in ((MIXED, False), (INITIALS, True)):
        if at := pattern(word, loose=is_loose).search(text):
            part = INSIDE if at.start() else WHOLE if at.end() == len(text) else START
            return fit(part, means, len(phrase.folded), at.group().count(" "))
    return None
