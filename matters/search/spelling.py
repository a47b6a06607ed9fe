"""What was typed as a pattern over a phrase: characters stand for themselves, letters for whole, begun or only started syllables. Pure."""

import re
from functools import lru_cache

from matters.search.phrases import Phrase

_RUNS = re.compile("[a-z]+|[^a-z]+")
_NEXT = "[^ ]* .\\^"
"""The rest of a syllable and the next character."""


def is_letters(word: str) -> bool:
    """Whether it is Latin letters alone."""
    return word.isascii() and word.isalpha()


def has_letters(word: str) -> bool:
    """Whether there is a Latin letter in it."""
    return any("a" <= character <= "z" for character in word)


def written_out(phrase: Phrase) -> str:
    """残疾 as `残^can 疾^ji `."""
    return "".join(f"{c}^{s} " for c, s in zip(phrase.folded, phrase.sounds, strict=True))


@lru_cache(maxsize=512)
def pattern(word: str, *, loose: bool = True) -> re.Pattern[str]:
    """Finds the word in a phrase that is `written_out`; `loose` lets other characters stand between its characters and its letters."""
    runs = [_letters(run) if run[0].isascii() and run[0].isalpha() else _characters(run) for run in _RUNS.findall(word)]
    return re.compile(("(?:[^ ]* )*?" if loose else "").join(runs))


def stretch(phrase: Phrase, word: str) -> tuple[int, int] | None:
    """The first and the last but one character of the phrase that the word fits."""
    at = phrase.folded.find(word)
    if at >= 0:
        return at, at + len(word)
    found = (
        pattern(word, loose=False).search(written_out(phrase)) or pattern(word).search(written_out(phrase))
        if has_letters(word)
        else None
    )
    if not found:
        return None
    before, inside = found.string[: found.start()], found.group()
    start = before.count(" ")
    return start, start + inside.rstrip(" ").count(" ") + 1


def _characters(run: str) -> str:
    return "".join(f"{re.escape(character)}\\^[^ ]* " for character in run)


def _letters(run: str) -> str:
    """From a syllable's beginning on; after each letter the next one may be that of the next syllable."""
    return ".\\^" + f"(?:{_NEXT})?".join(run) + "[^ ]* "
