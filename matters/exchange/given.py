"""What a file says: of one matter, with every problem at its place and every repair that could be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

Cell = str | int | float | bool | date | datetime | time
"""A cell as the file holds it. A spreadsheet's number stays a number, so that a code turned into one can be told from text."""


class FileRefused(Exception):
    """The file as a whole cannot be read; the message says why and what to do, in Chinese."""


class Severity(StrEnum):
    """ERROR refuses the matter, WARNING is taken in and shown, NOTE says what the import did with it."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong or doubtful at a place of the file. `row` counts from 1 as the spreadsheet shows it; `check` names the rule."""

    severity: Severity
    check: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A change proposed at a place, made only when the user accepts it. `kind` groups those that are accepted together (split_materials,
    alternatives, lift_condition, full_width_brackets …); `proposal` says in words what the cell would become.
    """

    kind: str
    sheet: str
    row: int
    column: str
    value: str
    proposal: str

    @property
    def id(self) -> str:
        """Stable for the same file: the place and the kind."""
        return f"{self.sheet}!{self.row}!{self.column}!{self.kind}"


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands: its heading (stripped, as written) to the cell, empty cells left out."""

    row: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a file says of one matter. Only what the file holds is there: a field or a list that is absent stays as it is in the catalog.

    `values` maps fields of `WorkingCopy.OWN` to their values, `lists` the names of `LISTS` to tuples of row dataclasses; `places` has
    sheet and row of each of these where they stood in rows of their own. A matter with a problem of severity ERROR is refused as a whole.
    """

    sheet: str = ""
    row: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    repairs: tuple[Repair, ...] = ()

    def place_of(self, name: str, index: int) -> tuple[str, int]:
        """Sheet and row that a row of a list came from; the matter's own where that is not known."""
        places = self.places.get(name, ())
        return places[index] if index < len(places) else (self.sheet, self.row)

    @property
    def is_refused(self) -> bool:
        """Whether any of its problems is an error."""
        return any(p.severity == Severity.ERROR for p in self.problems)
