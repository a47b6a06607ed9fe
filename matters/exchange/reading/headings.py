"""Where a table begins: the row of its headings, below titles and notes, at times below a row of groups."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from matters.exchange.given import Cell
from matters.exchange.reading.merged import Range, Row

LOOKED_AT = 20
"""Rows with content that are looked at for the headings."""
WIDEST_GROUP = 100
"""Columns a group spans at most; a title merged over all of a sheet is cut here."""
_INVISIBLE = str.maketrans("", "", "\u200b\ufeff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """The headings by column, the row they stand in, and the last row they reach down to when they are merged."""

    row: int
    last_row: int
    columns: dict[int, str]
    repeated: tuple[str, ...]


def heading(cell: Cell) -> str:
    """A heading as written, with white space and line breaks inside collapsed to one blank."""
    return " ".join(str(cell).translate(_INVISIBLE).split())


def find_header(rows: Sequence[Row], *, knows: Callable[[str], bool], merged: Iterable[Range] = ()) -> Header | None:
    """The row with most known headings, the first of equals; None when none has two (or one, in a table of one column)."""
    groups = _groups(rows, merged)
    least = 1 if len({column for _, cells in rows for column in cells}) == 1 else 2
    best, found = least - 1, None
    for number, cells in rows:
        texts = _composed(number, cells, groups, knows)
        known = sum(map(knows, texts.values()))
        if known > best:
            best, found = known, (number, texts)
    return _header(*found, merged) if found else None


def _header(number: int, texts: dict[int, str], merged: Iterable[Range]) -> Header:
    counts = Counter(texts.values())
    firsts: dict[str, int] = {}
    for column in sorted(texts):
        firsts.setdefault(texts[column], column)
    return Header(
        row=number,
        last_row=max((one.bottom for one in merged if one.top <= number <= one.bottom), default=number),
        columns={column: text for text, column in firsts.items()},
        repeated=tuple(text for text in firsts if counts[text] > 1),
    )


def _groups(rows: Sequence[Row], merged: Iterable[Range]) -> dict[tuple[int, int], str]:
    """The text of a cell merged over several columns, by the row below it and each of its columns."""
    by_number = dict(rows)
    return {
        (one.bottom + 1, column): heading(by_number[one.top][one.left])
        for one in merged
        if one.bottom + 1 in by_number and one.left in by_number.get(one.top, ())
        if one.left < one.right
        for column in range(one.left, min(one.right, one.left + WIDEST_GROUP) + 1)
    }


def _composed(
    number: int, cells: dict[int, Cell], groups: dict[tuple[int, int], str], knows: Callable[[str], bool]
) -> dict[int, str]:
    """The texts of a row; one that only means something under the group above it becomes 组·列."""
    texts = {column: text for column, cell in cells.items() if (text := heading(cell))}
    for column, text in texts.items():
        group = groups.get((number, column))
        if group and not knows(text) and knows(f"{group}·{text}"):
            texts[column] = f"{group}·{text}"
    return texts
