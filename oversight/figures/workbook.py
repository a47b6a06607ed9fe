"""Tables as a workbook, one sheet a table and one with the definitions. Numbers are numbers; no text is ever a formula."""

from collections.abc import Sequence
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from accounts.cells import neutral
from oversight.figures.tables import Cell, Column, Table

_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_LONGEST = 31
"""Letters a spreadsheet takes for the name of a sheet."""


def write_tables(file: IO[bytes], title: str, tables: Sequence[Table], definitions: Sequence[tuple[str, str]]) -> None:
    """`title` stands in the first row of every sheet, the headings in the third."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for table in tables:
        _sheet(book, _name(table.title, names), f"{title}　{table.title}", table.columns, [r.cells for r in table.rows])
    words = (Column(label="数字", is_number=False), Column(label="怎么算的", is_number=False))
    _sheet(book, _name("口径说明", names), f"{title}　口径说明", words, definitions)
    book.save(file)


def _sheet(book: Any, name: str, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    sheet = book.create_sheet(name)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows, sheet.freeze_panes = "3:3", "B4"
    for number, column in enumerate(columns):
        sheet.column_dimensions[get_column_letter(number + 1)].width = _width(number, column, rows)
    sheet.append([_bold(sheet, neutral(title))])
    sheet.append([])
    sheet.append([_bold(sheet, _heading(column), right=column.is_number) for column in columns])
    for row in rows:
        sheet.append([neutral(cell) if isinstance(cell, str) else cell for cell in row])


def _heading(column: Column) -> str:
    return neutral(f"{column.label}（{column.unit}）" if column.unit else column.label)


def _width(number: int, column: Column, rows: Sequence[Sequence[Cell]]) -> float:
    """Of the longest text, in letters of the sheet; a Chinese one takes two."""
    longest = max((len(str(row[number])) for row in rows if row[number] is not None), default=0)
    return min(70, max(10, 2 * len(_heading(column)) + 2, (2 if not column.is_number else 1) * longest + 2))


def _name(title: str, taken: set[str]) -> str:
    """The name of a sheet, once in a workbook."""
    plain = title.translate(_NOT_IN_A_NAME)[: _LONGEST - 3] or "表"
    name = next(n for n in (plain, *(f"{plain} {i}" for i in range(2, 100))) if n not in taken)
    taken.add(name)
    return name


def _bold(sheet: Any, text: str, *, right: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(horizontal="right" if right else "left")
    return cell
