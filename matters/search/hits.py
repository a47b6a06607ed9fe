"""The list of what was found, each line of it made when it is looked at. Pure."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import overload

from matters.search.entry import Role
from matters.search.folding import places
from matters.search.found import Hit
from matters.search.library import Match
from matters.search.listed import Listed
from matters.search.phrases import Phrases, cost
from matters.search.spelling import stretch
from matters.search.tiers import Tiers, in_order

_WHY = {
    Role.SHORT: "也叫",
    Role.SYNONYM: "也叫",
    Role.MEMBER: "包含",
    Role.TOPIC: "主题",
    Role.DEPARTMENT: "部门",
    Role.MATERIAL: "材料",
}


class Hits(Sequence[Hit]):
    """Of a catalogue the entries of `tiers`, best first."""

    def __init__(self, listed: Sequence[Listed], phrases: Phrases, match: Match, tiers: Tiers) -> None:
        self._listed, self._phrases, self._match, self._tiers = listed, phrases, match, tiers
        self._count = sum(mask.bit_count() for mask in tiers.values())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Hit]:
        return (self.line(entry, cost) for cost, entry in in_order(self._tiers))

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._count)
            return [
                self.line(entry, cost)
                for cost, entry in list(islice(in_order(self._tiers), max(stop, 0)))[start:stop:step]
            ]
        at = range(self._count)[index]
        return self[at : at + 1][0]

    def line(self, number: int, exactness: int = 0) -> Hit:
        """That of one entry."""
        one = self._listed[number]
        e = one.entry
        return Hit(
            kind=one.kind, key=one.key, code=e.code, name=e.name, short_name=e.short_name, summary=e.summary, department=e.department,
            levels=e.levels, is_online=e.is_online, is_suspended=one.is_suspended, demo=e.demo,
            marks=self._marks(e.name), why=self._why(one), exactness=exactness,
        )  # fmt: skip

    def _marks(self, name: str) -> tuple[tuple[int, int], ...]:
        """The stretches of the name that fit some word, joined where they touch."""
        _, origin = places(name)
        phrase = self._phrases.named(name)
        marked: set[int] = set()
        for word in self._match.words:
            found = stretch(phrase, word) if phrase else None
            if found and found[1] <= len(origin):
                marked.update(origin[at] for at in range(*found))
        return tuple(_stretches(marked))

    def _why(self, one: Listed) -> str:
        """What of it fitted best, in words, where that was not its name."""
        fits = self._match.fits
        fitting = [(cost(role, fits[number]), role, number) for role, number in one.phrases if number in fits]
        _, role, number = min(fitting, default=(0, Role.NAME, -1))
        by_name = [number for _, role, number in fitting if role == Role.NAME]
        if number in self._match.through or any(number in self._match.through for number in by_name):
            word, means = self._match.through.get(number) or self._match.through[by_name[0]]
            return f"常用词 {word}＝{means}"
        return "" if by_name or not fitting else f"{_WHY[role]} {self._phrases.all[number].text}"


def _stretches(places: set[int]) -> Iterator[tuple[int, int]]:
    ordered = sorted(places)
    start = None
    for at, place in enumerate(ordered):
        if start is None:
            start = place
        if at + 1 == len(ordered) or ordered[at + 1] != place + 1:
            yield start, place + 1
            start = None
