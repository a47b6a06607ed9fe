"""Tables in a csv file: one, or several stacked, each after a line with its name (#事项, [事项] or 【事项】)."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice
from pathlib import Path
from typing import NamedTuple, TextIO

from matters.exchange.given import Cell, FileRefused
from matters.exchange.reading.cells import LONGEST, MOST_COLUMNS, from_text, refuse_long
from matters.exchange.reading.encodings import encoding_of
from matters.exchange.reading.headings import LOOKED_AT, heading
from matters.exchange.reading.merged import Row
from matters.exchange.reading.table import RawTable, Run, make_table

SEPARATORS = ",;\t"
LONGEST_LINE = 1 << 20
"""Characters."""
_SECTION = re.compile(r"#\s*(\S.*)|\[(.+)\]|【(.+)】")


class _Record(NamedTuple):
    section: int
    name: str
    row: Row


def delimited_tables(path: Path, *, knows: Callable[[str], bool], run: Run) -> Iterator[RawTable]:
    """The tables in order. `row` is the number of the line a record begins in."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _separator(file, knows)
        file.seek(0)
        for (_, name), records in groupby(_in_sections(_records(file, separator)), key=lambda record: record[:2]):
            yield make_table(name, (record.row for record in records), knows=knows, run=run)


def _separator(file: TextIO, knows: Callable[[str], bool]) -> str:
    """The one that gives a line the most known headings, or else the most cells."""
    sample = list(islice(_lines(file), LOOKED_AT * 2))

    def score(separator: str) -> tuple[int, int]:
        rows = list(_records_of(sample, separator))
        return (
            max((sum(knows(heading(cell)) for cell in cells.values()) for _, cells in rows), default=0),
            max((len(cells) for _, cells in rows), default=0),
        )

    return max(SEPARATORS, key=score)


def _lines(file: TextIO) -> Iterator[str]:
    number = 1
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise FileRefused(f"第 {number} 行太长（超过 {LONGEST_LINE:,} 个字），不像表格的一行。请检查换行和引号。")
        yield line
        number += 1


def _records(file: TextIO, separator: str) -> Iterator[Row]:
    return _records_of(_lines(file), separator)


def _records_of(lines: Iterable[str], separator: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=separator)
    while True:
        first_line = reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            raise FileRefused(f"第 {first_line} 行的引号没有配对，或一个单元格长得不正常。请检查后再导入。") from error
        if record is None:
            return
        if cells := _cells(record, first_line):
            yield first_line, cells


def _cells(record: list[str], line: int) -> dict[int, Cell]:
    if len(record) > MOST_COLUMNS:
        raise FileRefused(f"第 {line} 行的列数超过 {MOST_COLUMNS:,}。请检查分隔符。")
    if record and len(max(record, key=len)) > LONGEST:
        raise refuse_long(f"第 {line} 行的一个单元格")
    return {
        column: cell for column, text in enumerate(record, start=1) if text and (cell := from_text(text)) is not None
    }


def _in_sections(rows: Iterable[Row]) -> Iterator[_Record]:
    section, name = 0, ""
    for number, cells in rows:
        mark = _SECTION.fullmatch(heading(cells[1])) if len(cells) == 1 and 1 in cells else None
        if mark:
            section, name = section + 1, mark[mark.lastindex or 0].strip()
        else:
            yield _Record(section, name, (number, cells))
