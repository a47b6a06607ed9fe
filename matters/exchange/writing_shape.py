"""What a sheet to be written looks like, whatever the file's form."""

from collections.abc import Sequence
from dataclasses import dataclass

from matters.exchange.columns import Column, Table

_CODE_WIDTH, _LEAST_WIDTH = 34.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A sheet: its title, its rows of headings, the places of the columns that hold codes, and widths in characters."""

    name: str
    sheet: str
    headings: tuple[tuple[str, ...], ...]
    codes: tuple[int, ...]
    widths: tuple[float, ...]


def shape_of(table: Table) -> Shape:
    """One of our own tables."""
    return Shape(
        name=table.name,
        sheet=table.sheet,
        headings=(table.headings,),
        codes=tuple(place for place, column in enumerate(table.columns) if column.kind.is_code),
        widths=tuple(_width(column) for column in table.columns),
    )


def shape(name: str, headings: Sequence[tuple[str, ...]], *, codes: Sequence[int] = ()) -> Shape:
    """A table called by its sheet's name."""
    widths = tuple(max(_LEAST_WIDTH, *(2.0 * len(words) for words in column)) for column in zip(*headings, strict=True))
    return Shape(name=name, sheet=name, headings=tuple(headings), codes=tuple(codes), widths=widths)


def _width(column: Column) -> float:
    """Chinese takes two characters of room."""
    return _CODE_WIDTH if column.kind.is_code else max(_LEAST_WIDTH, 2.0 * len(column.heading) + 4)
