"""Tables as plain data: what a page shows, paper prints and a workbook holds."""

from dataclasses import dataclass

Cell = str | int | float | None
"""None is nothing to say: a share of nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A heading. `unit` is `%` where the numbers are shares of a hundred; `is_number` columns stand to the right."""

    label: str
    unit: str = ""
    is_number: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The cells in the order of the columns; `urls` lead to what is behind them, empty where there is nothing to look at."""

    cells: tuple[Cell, ...]
    urls: tuple[str, ...] = ()

    def linked(self) -> "list[tuple[Cell, str]]":
        """Each cell with its way on."""
        return list(zip(self.cells, self.urls or ("",) * len(self.cells), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`key` is unique in a document; `note` stands below."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def shown(self) -> "list[list[tuple[Column, str, str]]]":
        """Row by row: the column, the number as it is written, and where it leads."""
        return [
            [
                (column, written(cell, column), url)
                for column, (cell, url) in zip(self.columns, row.linked(), strict=True)
            ]
            for row in self.rows
        ]

    def plain(self) -> "list[list[str]]":
        """Row by row the cells as they are written."""
        return [[text for _, text, _ in row] for row in self.shown()]


def written(cell: Cell, column: Column) -> str:
    """A number with thousands apart and at most one decimal, a share with its %, — where there is nothing."""
    if cell is None:
        return "—"
    if isinstance(cell, str):
        return cell
    text = f"{cell:,}" if isinstance(cell, int) else f"{cell:,.1f}".removesuffix(".0")
    return f"{text}{column.unit}" if column.unit == "%" else text
