"""Merged cells: a value written once over several rows holds for each of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zipfile import ZipFile

from openpyxl.utils.cell import column_index_from_string

from matters.exchange.given import Cell, FileRefused
from matters.exchange.reading.xml_parts import damage_refused

MOST_RANGES = 300_000
MOST_FILLED = 5_000_000
"""Cells that are filled in from ranges, all together."""
CHUNK = 1 << 18
"""Bytes."""
_RANGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_LONGEST_RANGE = 500
"""Bytes of the tag of one."""
TOO_MANY = "合并的单元格太多，系统没有继续读。请取消合并、填好每一行后再导入。"

Row = tuple[int, dict[int, Cell]]
"""The row's number and its cells that are not empty, by column from 1."""


class Range(NamedTuple):
    """Rows and columns from 1, the last ones included."""

    top: int
    left: int
    bottom: int
    right: int


def ranges(archive: ZipFile, part: str) -> list[Range]:
    """The merged ranges of a worksheet. Raises FileRefused for too many.

    They stand behind its rows, yet must be known before: the bytes are searched, which is twenty times faster than parsing them twice.
    """
    found: list[Range] = []
    with damage_refused(), archive.open(part) as stream:
        rest = b""
        while chunk := stream.read(CHUNK):
            rest += chunk
            end = 0
            for match in _RANGE.finditer(rest) if b"mergeCell" in rest else ():
                found.append(_range(match))
                end = match.end()
            rest = rest[max(end, len(rest) - _LONGEST_RANGE) :]
            if len(found) > MOST_RANGES:
                raise FileRefused(TOO_MANY)
    return found


def _range(match: re.Match[bytes]) -> Range:
    left, top, right, bottom = (group.decode() for group in match.groups())
    return Range(int(top), column_index_from_string(left), int(bottom), column_index_from_string(right))


def filled(rows: Iterable[Row], merged: Iterable[Range]) -> Iterator[Row]:
    """The rows with the value of a range in each row it covers, in its first column. Rows without a cell of their own stay empty.

    Raises FileRefused where that would be too many cells.
    """
    starts: dict[int, list[Range]] = defaultdict(list)
    for one in merged:
        if one.bottom > one.top:
            starts[one.top].append(one)
    lasting: dict[int, tuple[int, Cell]] = {}
    count = 0
    for number, cells in rows:
        lasting = {column: kept for column, kept in lasting.items() if kept[0] >= number}
        count += len(lasting)
        if count > MOST_FILLED:
            raise FileRefused(TOO_MANY)
        for column, (_, value) in lasting.items():
            cells.setdefault(column, value)
        for one in starts.get(number, ()):
            if one.left in cells:
                lasting[one.left] = (one.bottom, cells[one.left])
        yield number, cells
