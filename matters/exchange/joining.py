"""The rows of a file's sheets brought together by matter, packed small: a catalog of 20,000 matters fits in a few hundred megabytes."""

import pickle
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from matters.exchange.codes import is_rounded
from matters.exchange.columns_keys import KEY_FIELDS, KEYS
from matters.exchange.columns_shape import Table, normalised
from matters.exchange.given import Cell, FileRefused, RawRow
from matters.exchange.kinds import reader
from matters.exchange.sources import UNKNOWN

Key = tuple[str, str, str]
"""公开短码, 实施编码, 事项名称 as the row has them, empty where it has not."""
MOST_PACKED = 300_000_000
"""Bytes of all packed rows of a file."""


class FileTable(NamedTuple):
    """A table of a file as it was read: which of ours it is, the sheet's name, its headings as written, and its rows."""

    table: Table
    sheet: str
    headings: Sequence[str]
    rows: Iterable[RawRow]


class PackedRow(NamedTuple):
    """A row's number and its cells in the order of the sheet's headings."""

    row: int
    cells: tuple[Cell | None, ...]


@dataclass(slots=True)
class Sheet:
    """A sheet with its rows packed by the key of their matter, in the order of their first row."""

    table: Table
    name: str
    headings: tuple[str, ...]
    packed: dict[Key, list[bytes]] = field(default_factory=dict)

    def rows(self, key: Key) -> Iterator[PackedRow]:
        """The rows of one key, in the file's order."""
        return map(_unpacked, self.packed.get(key, ()))

    def row(self, key: Key, position: int) -> PackedRow:
        """One of them, without a look at the others."""
        return _unpacked(self.packed[key][position])


def _unpacked(packed: bytes) -> PackedRow:
    # What is unpacked here was packed by `gather` in this process; it never was in the file.
    return PackedRow(*pickle.loads(packed))  # noqa: S301


@dataclass(slots=True)
class _Room:
    """How much is packed already. A small workbook can say the same long text in every cell."""

    taken: int = 0

    def take(self, packed: bytes) -> bytes:
        self.taken += len(packed)
        if self.taken > MOST_PACKED:
            raise FileRefused("文件里的文字太多，一次读不下。请把它拆成几个文件分别导入。")
        return packed


def gather(tables: Iterable[FileTable]) -> list[Sheet]:
    """Reads every row of every table. A sheet without any row counts as absent. Raises FileRefused for more than fits in memory."""
    keys: dict[Key, Key] = {}
    room = _Room()
    sheets = [_gathered(table, keys, room) for table in tables]
    return [sheet for sheet in sheets if sheet.packed]


_READERS = tuple(reader(column.kind, None, UNKNOWN) for column in KEYS)


def _gathered(given: FileTable, keys: dict[Key, Key], room: _Room) -> Sheet:
    """`keys` holds each key once: a matter's is that of its rows in every sheet."""
    sheet = Sheet(given.table, given.sheet, tuple(given.headings))
    places = _key_headings(given)
    left_out = set() if given.table.name == "matters" else {h for h in places if h}
    for row in given.rows:
        if row.cells:
            key: Key = tuple(_key_text(i, row.cells.get(h)) if h else "" for i, h in enumerate(places))  # type: ignore[assignment]
            cells = tuple(_kept(row.cells.get(h), h in left_out) for h in sheet.headings)
            packed = room.take(pickle.dumps((row.row, cells), protocol=5))
            sheet.packed.setdefault(keys.setdefault(key, key), []).append(packed)
    return sheet


def _kept(cell: Cell | None, is_key: bool) -> Cell | None:
    """A list's row keeps of its key only what there is something to say about."""
    return None if is_key and type(cell) is str and not is_rounded(cell) else cell


def _key_headings(given: FileTable) -> tuple[str | None, ...]:
    """The file's headings of the three key columns; None where it lacks one."""
    found: dict[str, str] = {}
    for heading in given.headings:
        column = given.table.by_heading.get(normalised(heading))
        if column in KEYS:
            found.setdefault(column.field, heading)
    return tuple(found.get(name) for name in KEY_FIELDS)


def _key_text(index: int, cell: Cell | None) -> str:
    if cell is None:
        return ""
    value = _READERS[index](cell).value
    text = value if isinstance(value, str) else ""
    return text.upper() if index == 0 else text


class Part(NamedTuple):
    """Rows of an entry: all rows of a key in a sheet, or in 事项 the one row at `position`."""

    sheet: int
    key: Key
    position: int | None = None


@dataclass(slots=True, eq=False)
class Entry:
    """A matter of the file. `is_listed`: it has a row in 事项. `clashes` are rows whose key columns name this matter and another."""

    key: Key
    parts: list[Part] = field(default_factory=list)
    is_listed: bool = False
    is_ambiguous: bool = False
    clashes: list[Part] = field(default_factory=list)


Known = dict[tuple[int, str], dict[Entry, None]]
"""Matters in order by what names them: the number of a key column and its text."""


class Joined:
    """The matters of a file in its order: those of 事项 first, then those that only its lists name."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.entries: list[Entry] = []
        self._known: Known = {}
        self._open: Known = {}
        for index, sheet in enumerate(sheets):
            if sheet.table.name == "matters":
                self._open = {place: dict(entries) for place, entries in self._known.items()}
                for key, rows in sheet.packed.items():
                    for position in range(len(rows)):
                        self._place_matter(Part(index, key, position))
        for index, sheet in enumerate(sheets):
            if sheet.table.name != "matters":
                for key in sheet.packed:
                    self._place_list(Part(index, key))
        self._names = Counter(entry.key[2] for entry in self.entries if entry.is_listed)

    def named(self, name: str) -> int:
        """How many matters of 事项 have this name."""
        return self._names[name]

    def rows(self, part: Part) -> Iterator[PackedRow]:
        """The rows of a part of an entry."""
        sheet = self.sheets[part.sheet]
        return sheet.rows(part.key) if part.position is None else iter((sheet.row(part.key, part.position),))

    def _place_matter(self, part: Part) -> None:
        """A row of 事项 is a matter of its own; one of another sheet 事项 adds to the matter it names, the first that is still open."""
        entry = next((e for e in _candidates(self._open, part.key) if _agree(e.key, part.key)), None)
        if entry is None:
            entry = self._add(part.key)
        else:
            for place in enumerate(entry.key):
                self._open.get(place, {}).pop(entry, None)
            self._learn(entry, part.key)
        entry.is_listed = True
        entry.parts.append(part)

    def _place_list(self, part: Part) -> None:
        candidates = _candidates(self._known, part.key)
        agreeing = list(islice((entry for entry in candidates if _agree(entry.key, part.key)), 2))
        if candidates and not agreeing:
            next(iter(candidates)).clashes.append(part)
            return
        entry = agreeing[0] if len(agreeing) == 1 else self._add(part.key, is_known=not agreeing)
        entry.is_ambiguous = len(agreeing) > 1
        entry.parts.append(part)

    def _add(self, key: Key, *, is_known: bool = True) -> Entry:
        entry = Entry(key)
        self.entries.append(entry)
        if is_known:
            self._learn(entry, key)
        return entry

    def _learn(self, entry: Entry, key: Key) -> None:
        entry.key = tuple(own or other for own, other in zip(entry.key, key, strict=True))  # type: ignore[assignment]
        for place in enumerate(entry.key):
            if place[1]:
                self._known.setdefault(place, {})[entry] = None


def _candidates(known: Known, key: Key) -> Collection[Entry]:
    """The matters that the first filled key column names."""
    first = next(((place, text) for place, text in enumerate(key) if text), None)
    return known.get(first, {}) if first else ()


def _agree(key: Key, other: Key) -> bool:
    return all(not a or not b or a == b for a, b in zip(key, other, strict=True))
