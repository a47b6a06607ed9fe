"""The rows of a file's sheets brought together by matter, packed small: a catalog of 20,000 matters fits in a few hundred megabytes."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from matters.exchange.codes import is_rounded
from matters.exchange.columns_keys import KEY_FIELDS, KEYS
from matters.exchange.columns_shape import Table, normalised
from matters.exchange.given import Cell, RawRow
from matters.exchange.kinds import reader
from matters.exchange.sources import UNKNOWN

Key = tuple[str, str, str]
"""公开短码, 实施编码, 事项名称 as the row has them, empty where it has not."""


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
        for packed in self.packed.get(key, ()):
            # What is unpacked here was packed by `gather` in this process; it never was in the file.
            yield PackedRow(*pickle.loads(packed))  # noqa: S301


def gather(tables: Iterable[FileTable]) -> list[Sheet]:
    """Reads every row of every table. A sheet without any row counts as absent."""
    keys: dict[Key, Key] = {}
    sheets = [_gathered(table, keys) for table in tables]
    return [sheet for sheet in sheets if sheet.packed]


_READERS = tuple(reader(column.kind, None, UNKNOWN) for column in KEYS)


def _gathered(given: FileTable, keys: dict[Key, Key]) -> Sheet:
    """`keys` holds each key once: a matter's is that of its rows in every sheet."""
    sheet = Sheet(given.table, given.sheet, tuple(given.headings))
    places = _key_headings(given)
    left_out = set() if given.table.name == "matters" else {h for h in places if h}
    for row in given.rows:
        if row.cells:
            key: Key = tuple(_key_text(i, row.cells.get(h)) if h else "" for i, h in enumerate(places))  # type: ignore[assignment]
            cells = tuple(_kept(row.cells.get(h), h in left_out) for h in sheet.headings)
            packed = pickle.dumps((row.row, cells), protocol=5)
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


class Joined:
    """The matters of a file in its order: those of 事项 first, then those that only its lists name."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = sheets
        self.entries: list[Entry] = []
        self._known: dict[tuple[int, str], list[Entry]] = {}
        for index, sheet in enumerate(sheets):
            if sheet.table.name == "matters":
                for key, rows in sheet.packed.items():
                    for position in range(len(rows)):
                        self._place_matter(Part(index, key, position))
        for index, sheet in enumerate(sheets):
            if sheet.table.name != "matters":
                for key in sheet.packed:
                    self._place_list(Part(index, key))

    def named(self, name: str) -> int:
        """How many matters of 事项 have this name."""
        return sum(entry.is_listed for entry in self._known.get((2, name), ()))

    def rows(self, part: Part) -> Iterator[PackedRow]:
        """The rows of a part of an entry."""
        rows = self.sheets[part.sheet].rows(part.key)
        return rows if part.position is None else islice(rows, part.position, part.position + 1)

    def _place_matter(self, part: Part) -> None:
        """A row of 事项 is a matter of its own; one of another sheet 事项 adds to the matter it names."""
        agreeing = (e for e in self._candidates(part.key) if _agree(e.key, part.key))
        entry = next((e for e in agreeing if all(p.sheet != part.sheet for p in e.parts)), None)
        if entry is None:
            entry = self._add(part.key)
        else:
            self._learn(entry, part.key)
        entry.is_listed = True
        entry.parts.append(part)

    def _place_list(self, part: Part) -> None:
        candidates = self._candidates(part.key)
        agreeing = [entry for entry in candidates if _agree(entry.key, part.key)]
        if candidates and not agreeing:
            candidates[0].clashes.append(part)
            return
        entry = agreeing[0] if len(agreeing) == 1 else self._add(part.key, is_known=not agreeing)
        entry.is_ambiguous = len(agreeing) > 1
        entry.parts.append(part)

    def _candidates(self, key: Key) -> list[Entry]:
        """The matters that the first filled key column names."""
        first = next(((place, text) for place, text in enumerate(key) if text), None)
        return self._known.get(first, []) if first else []

    def _add(self, key: Key, *, is_known: bool = True) -> Entry:
        entry = Entry(key)
        self.entries.append(entry)
        if is_known:
            self._learn(entry, key)
        return entry

    def _learn(self, entry: Entry, key: Key) -> None:
        entry.key = tuple(own or other for own, other in zip(entry.key, key, strict=True))  # type: ignore[assignment]
        for place in enumerate(entry.key):
            if place[1] and entry not in self._known.setdefault(place, []):
                self._known[place].append(entry)


def _agree(key: Key, other: Key) -> bool:
    return all(not a or not b or a == b for a, b in zip(key, other, strict=True))
