"""The distinct phrases of all entries, found by any part of them. Pure.

A material that a thousand matters ask for is one phrase: what people type is compared with phrases, and only then are their owners looked up.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from matters.search import typos
from matters.search.entry import Entry, Role
from matters.search.folding import fold
from matters.search.tiers import Tiers, best, mask_of

WHOLE, START, INSIDE = range(3)
"""Which part of a phrase fits."""
CHARACTERS, PINYIN, MIXED, INITIALS = range(4)
"""By what it fits, the surest first."""
TOO_MANY = 3000
"""Phrases in which a piece of a word must not be to tell what a slip was meant for."""
MANY = 64
"""Owners from which on a phrase has them as a set."""
GAP = 3
"""Characters that a short form may leave out between two."""
ROOM = (0, 2, 5, 10, 20)
"""What a phrase says beside the part that fits, in characters: the less, the better."""

Fits = dict[int, int]
"""Which phrases fit, by their number, and how well: `fit` of part, means and length."""
Slips = dict[int, tuple[int, str]]
"""The same for words with a slip, and which text of the phrase was probably meant."""

_BANDS = {
    Role.NAME: (1, 4, 5),
    Role.SHORT: (1, 4, 5),
    Role.SYNONYM: (2, 5, 6),
    Role.MEMBER: (10, 11, 12),
    Role.TOPIC: (9, 11, 12),
    Role.DEPARTMENT: (12, 13, 13),
    Role.MATERIAL: (13, 14, 15),
}
"""What a fit costs by role and part."""
BAND = 100
NAMED = 9 * BAND
"""Below it a fit is one in a name."""


class Phrase(NamedTuple):
    """`text` as it was written, `folded` as it is compared, one syllable in `sounds` for each of its characters."""

    text: str
    folded: str
    sounds: tuple[str, ...]


_BUCKETS = tuple(sum(beside > room for room in ROOM) for beside in range(max(ROOM) + 2))


def fit(part: int, means: int, phrase_length: int, length: int) -> int:
    """How well: a number below 300, small when it is good."""
    return part * BAND + means * 10 + _BUCKETS[max(0, min(phrase_length - length, max(ROOM) + 1))]


def cost(role: Role, how: int) -> int:
    """What a fit is worth in a phrase of that role."""
    part, rest = divmod(how, BAND)
    return _BANDS[role][part] * BAND + rest


_PRICES = {role: tuple(cost(role, how) for how in range(3 * BAND)) for role in Role}


class Phrases:
    """Of a catalogue of `size` entries: filled with `add`, then `finish`ed."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.all: list[Phrase] = []
        self._folded: list[str] = []
        self._known: dict[str, int] = {}
        self._owners: list[dict[Role, list[int]]] = []
        self._sets: dict[tuple[int, Role], int] = {}
        self._grams: dict[str, list[int]] = defaultdict(list)

    def add(self, text: str, sounds: str, role: Role | None = None, entry: int = -1) -> int:
        """The number of a phrase, which from now on also belongs to that entry."""
        number = self._known.get(text)
        if number is None:
            number = self._known[text] = len(self.all)
            folded = fold(text)
            self.all.append(Phrase(text, folded, tuple(sounds.split(" ")) if folded else ()))
            self._folded.append(folded)
            self._owners.append({})
            for gram in {*folded, *map("".join, pairwise(folded))}:
                self._grams[gram].append(number)
        if role is not None:
            self._owners[number].setdefault(role, []).append(entry)
        return number

    def add_all(self, entry: Entry, number: int) -> tuple[tuple[Role, int], ...]:
        """All phrases of an entry, as their roles and numbers."""
        pairs = zip(entry.phrases, entry.sounds, strict=True)
        return tuple((role, self.add(text, sounds, role, number)) for (role, text), sounds in pairs)

    def readings(self) -> dict[str, str]:
        """How each character is read somewhere."""
        return {c: s for phrase in self.all for c, s in zip(phrase.folded, phrase.sounds, strict=True)}

    def named(self, text: str) -> Phrase | None:
        """The phrase of exactly that text."""
        number = self._known.get(text)
        return None if number is None else self.all[number]

    def finish(self) -> None:
        """Owners of phrases that many have become sets."""
        for number, by_role in enumerate(self._owners):
            for role, owners in by_role.items():
                if len(owners) >= MANY:
                    self._sets[number, role] = mask_of(owners, self.size)

    def having(self, piece: str) -> Sequence[int]:
        """The phrases with that piece of folded text in them."""
        if len(piece) <= 2:
            return self._grams.get(piece, ())
        rarest: Sequence[int] = min((self._grams.get(piece[i : i + 2], ()) for i in range(len(piece) - 1)), key=len)
        return [number for number in rarest if piece in self._folded[number]]

    def fits(self, piece: str) -> Fits:
        """The same, and how well."""
        found: Fits = {}
        length, most = len(piece), max(ROOM) + 1
        for number in self.having(piece):
            folded = self._folded[number]
            beside = len(folded) - length
            part = INSIDE if not folded.startswith(piece) else START if beside else WHOLE
            found[number] = part * BAND + _BUCKETS[beside if beside < most else most]
        return found

    def shortened(self, word: str) -> Fits:
        """The phrases of which it is a short form: 取水证 of 取水许可证, 医保 of 医疗保险."""
        if not 2 <= len(word) <= 12:
            return {}
        found: Fits = {}
        short_form = re.compile(f".{{0,{GAP if len(word) > 2 else 2}}}".join(map(re.escape, word)))
        for number in min((self.having(character) for character in word), key=len):
            folded = self.all[number].folded
            if at := short_form.search(folded):
                part = START if at.start() == 0 else INSIDE
                found[number] = fit(part, MIXED, len(folded), len(word))
        return found

    def nearly(self, word: str) -> Slips:
        """The phrases that have it but for one slip."""
        found: Slips = {}
        patterns = typos.patterns(word)
        having = (self.having(trace) for trace in typos.traces(word))
        for number in {number for few in having if len(few) <= TOO_MANY for number in few}:
            folded = self.all[number].folded
            if at := next(filter(None, (pattern.search(folded) for pattern in patterns)), None):
                part = (WHOLE if at.end() == len(folded) else START) if at.start() == 0 else INSIDE
                found[number] = fit(part, MIXED, len(folded), len(at.group())), at.group()
        return found

    def owners(self, number: int) -> dict[Role, list[int]]:
        """The entries that have the phrase, by what it is to them."""
        return self._owners[number]

    def tiers(self, fits: Fits) -> Tiers:
        """The owners of what fits."""
        few: dict[int, list[int]] = defaultdict(list)
        found: Tiers = {}
        for number, how in fits.items():
            for role, owners in self._owners[number].items():
                price = _PRICES[role][how]
                if len(owners) >= MANY:
                    found[price] = found.get(price, 0) | self._sets[number, role]
                else:
                    few[price] += owners
        for price, entries in few.items():
            found[price] = found.get(price, 0) | mask_of(entries, self.size)
        return best(found)
