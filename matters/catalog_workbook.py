"""A catalog as a workbook, written row by row."""

from collections.abc import Iterable
from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from accounts.cells import neutral
from accounts.workbooks import bold
from matters.catalogs import COLUMNS, Entry

_WIDTHS = (6, 42, 12, 34, 28, 30, 14, 12, 34)


def write_workbook(file: IO[bytes], title: str, entries: Iterable[Entry]) -> None:
    """The title, the headings and a numbered row an entry. A4 landscape, the headings on every printed page. Texts are never formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("实施清单")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows, sheet.freeze_panes = "2:2", "A3"
    for letter, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([bold(sheet, title)])
    sheet.append([bold(sheet, heading) for heading in COLUMNS])
    for number, entry in enumerate(entries, 1):
        sheet.append([number, *(c if isinstance(c, int) else neutral(c) for c in entry.cells)])
    book.save(file)
