"""Phrases found by letters: whole pinyin, initials, and what begins with them. Pure."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, islice

from matters.search import typos
from matters.search.phrases import (
    CHARACTERS,
    INITIALS,
    INSIDE,
    MIXED,
    PINYIN,
    START,
    TOO_MANY,
    WHOLE,
    Fits,
    Phrase,
    Slips,
    fit,
)
from matters.search.spelling import pattern, written_out

ENDED = "\n"
SURE = 4
"""From so many letters on they may end amid a syllable anywhere in a phrase."""
READINGS = 40
"""How many ways of cutting letters into syllables are tried."""
LONG = 99
"""A length that says nothing."""
DIGRAPHS = ("zh", "ch", "sh")


class Sounds:
    """All phrases as two long texts, one of their letters and one of their initials, in which a typed word is looked up at once."""

    def __init__(self, phrases: Sequence[Phrase], readings: Mapping[str, str]) -> None:
        self._phrases, self._readings = phrases, readings
        spelled = ["".join(phrase.sounds) for phrase in phrases]
        self.letters = ENDED.join(spelled) + ENDED
        self.starts = list(accumulate((len(text) + 1 for text in spelled), initial=0))
        self.initials = ENDED + ENDED.join("".join(s[:1] for s in phrase.sounds) for phrase in phrases) + ENDED
        self.initial_starts = list(accumulate((len(phrase.sounds) + 1 for phrase in phrases), initial=1))
        self.syllable_at = bytearray(len(self.letters) + 1)
        for start, phrase in zip(self.starts, phrases, strict=False):
            for at in accumulate(map(len, phrase.sounds), initial=start):
                self.syllable_at[at] = 1
        self.known = {syllable for phrase in phrases for syllable in phrase.sounds if syllable.isascii()}

    def fits(self, word: str) -> Fits:
        """The phrases that have it as pinyin or as initials; where there are none, as a mixture of both."""
        found = dict(self._pinyin(word))
        for number, how in self._initials(word):
            found[number] = min(how, found.get(number, how))
        return found or dict(self._mixture(word))

    def sounding_like(self, word: str) -> Slips:
        """The phrases with other characters of the same sound: what an input method offers first is often not what was meant."""
        syllables = [self._readings.get(character, "") for character in word]
        found: Slips = {}
        spelled = "".join(syllables)
        for at in occurrences(self.letters, spelled) if all(syllables) and len(word) > 1 else ():
            number = bisect_right(self.starts, at) - 1
            if self.syllable_at[at] and self.syllable_at[at + len(spelled)]:
                first, last = self._characters(number, at, at + len(spelled))
                folded = self._phrases[number].folded
                part = (WHOLE if last == len(folded) else START) if first == 0 else INSIDE
                if last - first == len(word):
                    found[number] = fit(part, CHARACTERS, len(folded), len(word)), folded[first:last]
        return found

    def nearly(self, word: str) -> Slips:
        """The phrases whose pinyin has it but for one slip."""
        found: Slips = {}
        patterns = typos.patterns(word)
        traces = typos.traces(word)
        places = (list(islice(occurrences(self.letters, trace), TOO_MANY + 1)) for trace in traces)
        for number in {bisect_right(self.starts, at) - 1 for few in places if len(few) <= TOO_MANY for at in few}:
            start, end = self.starts[number], self.starts[number + 1] - 1
            for at in (at for slip in patterns for at in slip.finditer(self.letters, start, end)):
                if self.syllable_at[at.start()] and self.syllable_at[at.end()]:
                    first, last = self._characters(number, at.start(), at.end())
                    folded = self._phrases[number].folded
                    part = (WHOLE if at.end() == end else START) if at.start() == start else INSIDE
                    found[number] = fit(part, MIXED, len(folded), last - first), folded[first:last]
                    break
        return found

    def _characters(self, number: int, start: int, stop: int) -> tuple[int, int]:
        """Which characters of a phrase the letters from `start` up to `stop` spell."""
        bounds = list(accumulate(map(len, self._phrases[number].sounds), initial=self.starts[number]))
        first = bisect_right(bounds, start) - 1
        return first, bisect_right(bounds, stop - 1)

    def _pinyin(self, word: str) -> Iterator[tuple[int, int]]:
        if len(word) < 2:
            return
        for at in occurrences(self.letters, word):
            if not self.syllable_at[at]:
                continue
            number = bisect_right(self.starts, at) - 1
            start, end, stop = self.starts[number], self.starts[number + 1] - 1, at + len(word)
            if at == start or self.syllable_at[stop] or len(word) >= SURE:
                part = (WHOLE if stop == end else START) if at == start else INSIDE
                yield number, fit(part, PINYIN, (end - start) // 3, len(word) // 3)

    def _initials(self, word: str) -> Iterator[tuple[int, int]]:
        if len(word) == 1:
            for at in occurrences(self.initials, ENDED + word):
                yield bisect_right(self.initial_starts, at + 1) - 1, fit(START, INITIALS, LONG, 1)
            return
        for at in occurrences(self.initials, word):
            number = bisect_right(self.initial_starts, at) - 1
            start, end = self.initial_starts[number], self.initial_starts[number + 1] - 1
            part = (WHOLE if at + len(word) == end else START) if at == start else INSIDE
            yield number, fit(part, INITIALS, end - start, len(word))

    def _mixture(self, word: str) -> Iterator[tuple[int, int]]:
        """`shenfz`: cut into what are syllables and initials, its initials find the candidates."""
        exact = pattern(word, loose=False)
        for initials in dict.fromkeys("".join(piece[0] for piece in cut) for cut in self.cuts(word)):
            for number, how in self._initials(initials) if len(initials) > 1 else ():
                if exact.search(written_out(self._phrases[number])):
                    yield number, how - (INITIALS - MIXED) * 10

    def cuts(self, word: str) -> list[tuple[str, ...]]:
        """The ways to cut letters into syllables, initials, and the beginning of a last syllable; those of few pieces first."""
        found: list[tuple[str, ...]] = []
        waiting: list[tuple[tuple[str, ...], str]] = [((), word)]
        while waiting and len(found) < READINGS:
            done, rest = waiting.pop()
            if not rest:
                found.append(done)
                continue
            pieces = [
                rest[:n]
                for n in range(1, 7)
                if len(rest) >= n and (n == 1 or rest[:n] in self.known or rest[:n] in DIGRAPHS)
            ]
            waiting += [((*done, piece), rest[len(piece) :]) for piece in pieces]
        return found


def occurrences(text: str, piece: str) -> Iterator[int]:
    """Where it stands, overlapping ones as well."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)
