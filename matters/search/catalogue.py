"""Everything that can be found on a day, in memory. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from matters.search.codes import Codes
from matters.search.everyday import everyday
from matters.search.facets import by_place, facets, masks, narrowed
from matters.search.folding import fold, words_of
from matters.search.found import Found, Hit
from matters.search.hits import Hits
from matters.search.in_part import FIRST
from matters.search.library import Library, Match
from matters.search.listed import Listed
from matters.search.matching import match
from matters.search.phrases import NAMED, Phrases
from matters.search.pinyin import spelled
from matters.search.sounds import Sounds
from matters.search.tiers import Tiers, best, everything, in_order, joined, mask_of, members, within
from matters.search.wanted import Wanted

KEPT = 32
"""How many searches are remembered, for the next page and the next filter."""
LONGEST = 60
"""Characters of what was typed that are compared; no name is looked for with more."""


class Catalogue:
    """The list in its usual order; `words` are everyday words, each with the official ones it stands for."""

    def __init__(self, listed: Sequence[Listed], words: Mapping[str, str] | None = None) -> None:
        self.listed = sorted(listed, key=lambda one: one.order)
        self._phrases = Phrases(len(self.listed))
        for number, one in enumerate(self.listed):
            one.phrases = self._phrases.add_all(one.entry, number)
        self._library = _library(self._phrases, words or {})
        self._codes = Codes((one.entry.code, *one.entry.codes) for one in self.listed)
        self._masks, self._places = masks(self.listed), by_place(self.listed)
        self._all = (1 << len(self.listed)) - 1
        self._public = self._set(i for i, one in enumerate(self.listed) if not one.is_coming)
        self._ready = self._set(i for i, one in enumerate(self.listed) if not (one.is_coming or one.is_suspended))
        self._match = lru_cache(maxsize=KEPT)(self._match_now)

    def search(self, wanted: Wanted) -> Found:
        """What fits, narrowed by the filters; without words everything in the usual order."""
        found = self._match(wanted.q.strip(), self._public)
        whole = everything(found.tiers)
        kept = within(found.tiers, narrowed(self._masks, wanted, whole))
        return Found(
            hits=Hits(self.listed, self._phrases, found, kept),
            facets=facets(self._masks, wanted, whole),
            did_you_mean=found.meant,
            is_near=bool(kept) and min(kept) >= FIRST,
        )

    def offered(self, typed: str, places: frozenset[str] | None, limit: int) -> list[Listed]:
        """What a window is offered: all that was typed must fit without a slip; where something is called so, only that, and not what merely asks
        for such a paper. First what it can give out now, which is handled at one of `places` (None: anywhere); what is not in force yet is
        listed as well.
        """
        found = self._match(typed.strip(), self._all)
        exact = {} if found.meant else _below(FIRST, found.tiers)
        exact = _below(NAMED * max(1, len(words_of(typed))), exact) or exact
        ready = self._ready & self._at(places)
        ordered = (i for tiers in (within(exact, ready), within(exact, self._all & ~ready)) for _, i in in_order(tiers))
        return [self.listed[i] for i in islice(ordered, limit)]

    def most_used(self, limit: int) -> tuple[Hit, ...]:
        """What is given out most."""
        used = (i for i in members(self._public) if self.listed[i].used)
        lines = Hits(self.listed, self._phrases, Match(), {})
        return tuple(lines.line(i) for i in sorted(used, key=lambda i: (-self.listed[i].used, i))[:limit])

    def _match_now(self, typed: str, among: int) -> Match:
        if not typed:
            return Match(tiers=best({0: among}))
        words, code = words_of(typed[:LONGEST]), fold(typed)
        found = match(self._library, words, among) if words else Match()
        exact = {} if found.meant else found.tiers
        if whole := self._set(self._codes.whole(code)) & among:
            return Match(joined({0: whole}, exact), found.fits, found.words, found.through)
        if not exact and (begun := self._set(self._codes.beginning(code)) & among):
            return Match({0: begun})
        return found

    def _at(self, places: frozenset[str] | None) -> int:
        if places is None:
            return self._all
        return everything({i: self._places.get(place, 0) for i, place in enumerate(places)})

    def _set(self, entries: Iterable[int]) -> int:
        return mask_of(entries, len(self.listed))


def _below(limit: int, tiers: Tiers) -> Tiers:
    return {cost: mask for cost, mask in tiers.items() if cost < limit}


def _library(phrases: Phrases, words: Mapping[str, str]) -> Library:
    """The phrases with the everyday words added to them."""
    readings, known = phrases.readings(), everyday(words)
    spoken = {phrases.add(one.word, " ".join(_spelled(folded, readings))): one for folded, one in known.items()}
    phrases.finish()
    return Library(phrases, Sounds(phrases.all, readings), known, spoken)


def _spelled(folded: str, readings: Mapping[str, str]) -> Sequence[str]:
    """As its characters are read elsewhere; the dictionary of readings is loaded only for those that stand nowhere else."""
    return [readings[c] for c in folded] if readings.keys() >= set(folded) else spelled(folded)
