"""The cells of one row as values by field, and what was found noted at its place."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from matters.exchange import kinds, repairs
from matters.exchange.columns_keys import KEYS
from matters.exchange.columns_shape import Column, Table, normalised
from matters.exchange.finding import ABSENT, Finding, Found
from matters.exchange.given import Cell, Problem, Repair, Severity
from matters.exchange.sources import Source

NAME_FIELDS = frozenset({
    "name", "main_item", "short_name", "material", "name_override", "result_name", "title", "department.name",
    "back_office.name", "~requirements",
})  # fmt: skip
"""Texts in which brackets are expected to be full-width."""


class Mended(NamedTuple):
    """A cell that was read and the repairs its text could have."""

    found: Found
    mends: tuple[repairs.Mend, ...] = ()


class BoundColumn(NamedTuple):
    """A column of ours found in a file: as its heading is written there, with its reader."""

    field: str
    heading: str
    column: Column
    read: Callable[[Cell], Mended]
    empty: Any
    place: int


@dataclass(frozen=True, slots=True)
class Bound:
    """The columns of a table as one sheet of a file has them; `unknown` are headings that mean nothing here.

    In a list's table the key columns belong to the matter, not to the row, and stand in `keys`.
    """

    table: Table
    sheet: str
    columns: tuple[BoundColumn, ...]
    keys: tuple[BoundColumn, ...]
    empties: Mapping[str, Any]
    unknown: tuple[str, ...]
    unused: tuple[str, ...]


def bind(table: Table, sheet: str, headings: Sequence[str], source: Source) -> Bound:
    """Finds the table's columns among a sheet's headings. Of two headings for one field the first counts."""
    columns: dict[str, BoundColumn] = {}
    keys: dict[str, BoundColumn] = {}
    unknown: list[str] = []
    unused: list[str] = []
    for place, heading in enumerate(headings):
        column = table.by_heading.get(normalised(heading))
        chosen = keys if column in KEYS and table.name != "matters" else columns
        if column is None:
            unknown += [heading] if heading.strip() else []
        elif column.field == "~unused" or column.field in chosen:
            unused.append(heading)
        else:
            limit = table.limit(column) if chosen is columns else None
            chosen[column.field] = _bound(column, heading, kinds.reader(column.kind, limit, source), place)
    empties = {c.field: c.empty for c in columns.values() if c.empty is not ABSENT}
    return Bound(table, sheet, tuple(columns.values()), tuple(keys.values()), empties, tuple(unknown), tuple(unused))


def _bound(column: Column, heading: str, read: Callable[[Cell], Found], place: int) -> BoundColumn:
    is_name = column.field in NAME_FIELDS
    plain = Mended if column.kind is not kinds.TEXT else partial(_mendable, is_name=is_name)
    known: dict[str, Mended] = {}

    def read_known(cell: Cell) -> Mended:
        if type(cell) is not str:
            return plain(read(cell))
        mended = known.get(cell)
        if mended is None:
            if len(known) > _REMEMBERED:
                known.clear()
            mended = known[cell] = plain(read(cell))
        return mended

    return BoundColumn(column.field, heading, column, read_known, read("").value, place)


_REMEMBERED = 1_000


def _mendable(found: Found, *, is_name: bool) -> Mended:
    text = found.value
    return Mended(found, repairs.mends(text, is_name=is_name)) if isinstance(text, str) and text else Mended(found)


class Notes:
    """Gathers the problems and proposed repairs of one matter."""

    def __init__(self, accepted: Container[str]) -> None:
        self.accepted = accepted
        self.problems: list[Problem] = []
        self.repairs: list[Repair] = []

    def say(self, finding: Finding, *, sheet: str, row: int = 0, column: str = "", value: object = "") -> None:
        """Notes a finding at its place."""
        said = Problem(
            severity=finding.severity, check=finding.check, sheet=sheet, row=row, column=column, value=_short(value),
            message=finding.message,
        )  # fmt: skip
        self.problems.append(said)

    def error(self, check: str, message: str, **place: Any) -> None:
        """Notes an error at its place."""
        self.say(Finding(Severity.ERROR, check, message), **place)

    def propose(self, kind: str, proposal: str, *, sheet: str, row: int, column: str, value: object) -> bool:
        """Notes a repair and tells whether it was accepted."""
        repair = Repair(kind=kind, sheet=sheet, row=row, column=column, value=_short(value), proposal=proposal)
        if repair not in self.repairs:
            self.repairs.append(repair)
        return repairs.is_accepted(repair, self.accepted)


def _short(value: object) -> str:
    text = str(value) if isinstance(value, str) else kinds.spoken(value)  # type: ignore[arg-type]
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


_LONGEST_SHOWN = 200


def read_row(bound: Bound, row: int, cells: Sequence[Cell | None], notes: Notes) -> dict[str, Any]:
    """The row's values by field; `cells` are in the order of the sheet's headings.

    An empty cell has the empty value of its column; a cell that is wrong has none.
    """
    values = dict(bound.empties)
    for key in bound.keys:
        if cells[key.place] is not None:
            _read_cell(bound, key, row, cells[key.place], notes)
    for column in bound.columns:
        cell = cells[column.place]
        if cell is not None:
            (value, findings), mends = column.read(cell)
            if findings or mends:
                value = _read_cell(bound, column, row, cell, notes)
            if value is not ABSENT:
                values[column.field] = value
            elif findings:
                values.pop(column.field, None)
    return values


def _read_cell(bound: Bound, column: BoundColumn, row: int, cell: Cell | None, notes: Notes) -> Any:
    """The cell's value, with what was found noted and the repairs made that were accepted."""
    if cell is None:
        return ABSENT
    found, mends = column.read(cell)
    place: dict[str, Any] = {"sheet": bound.sheet, "row": row, "column": column.heading, "value": cell}
    for finding in found.findings:
        notes.say(finding, **place)
    made = {mend.kind for mend in mends if notes.propose(mend.kind, mend.after, **place)}
    return repairs.mended(found.value, made) if made else found.value
