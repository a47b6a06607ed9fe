"""A table of a file: its headings, and its rows by heading."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from matters.exchange.given import FileRefused, RawRow
from matters.exchange.reading.headings import LOOKED_AT, Header, find_header
from matters.exchange.reading.merged import Range, Row

NO_HEADER = "没有找到表头行"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A table as it stands in the file.

    `sheet` is the worksheet's or the csv section's name, empty when it has none. `headings` are in the order of the columns, each once;
    `repeated` names those written more than once, whose first column alone is read. `rows` can be gone through once, before the next
    table; rows without any cell under a heading are left out. A table that is not read has no headings, and `skipped` says why.
    `notes` say what was left aside of the file as a whole, on its first table only.
    """

    sheet: str
    headings: tuple[str, ...] = ()
    heading_row: int = 0
    rows: Iterator[RawRow] = field(default_factory=lambda: iter(()))
    repeated: tuple[str, ...] = ()
    skipped: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Run:
    """The reading of one file: the rows it may have and had, and which table's turn it is."""

    most: int
    rows: int = 0
    table: int = 0

    def count_row(self) -> None:
        """FileRefused when it is one too many."""
        self.rows += 1
        if self.rows > self.most:
            raise FileRefused(f"文件的行数超过上限 {self.most:,} 行。请拆成几个文件分别导入。")

    def check_turn(self, table: int) -> None:
        """RuntimeError when the next table was asked for: rows that were not taken by then are gone, and must not seem never to have been."""
        if table != self.table:
            raise RuntimeError("The rows of a table must be read before the next table is asked for.")


def make_table(
    sheet: str,
    rows: Iterable[Row],
    *,
    knows: Callable[[str], bool],
    run: Run,
    merged: Iterable[Range] = (),
    notes: tuple[str, ...] = (),
) -> RawTable:
    """The table whose header is found among the first rows."""
    rows = iter(rows)
    first = list(islice(rows, LOOKED_AT))
    header = find_header([(number, dict(cells)) for number, cells in first], knows=knows, merged=merged)
    if header is None:
        return RawTable(sheet=sheet, skipped=NO_HEADER, notes=notes)
    return RawTable(
        sheet=sheet,
        headings=tuple(header.columns.values()),
        heading_row=header.row,
        rows=_below(header, chain(first, rows), run, run.table),
        repeated=header.repeated,
        notes=notes,
    )


def _below(header: Header, rows: Iterator[Row], run: Run, table: int) -> Iterator[RawRow]:
    columns = header.columns
    while True:
        run.check_turn(table)
        row = next(rows, None)
        if row is None:
            return
        number, cells = row
        if number > header.last_row:
            run.count_row()
            if named := {columns[column]: cell for column, cell in cells.items() if column in columns}:
                yield RawRow(number, named)
