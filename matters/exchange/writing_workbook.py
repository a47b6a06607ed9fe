"""A catalog as a workbook: a sheet a table, streamed, and the same bytes for the same content."""

import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.comments.comments import Comment
from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.writer.excel import ExcelWriter

from matters.exchange.given import Cell
from matters.exchange.writing_shape import Shape

LONGEST = 32_767
"""Characters that fit into a cell of a workbook."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
TEXT_FORMAT = "@"
"""The number format of text: what is typed or pasted stays as it is."""
HEAD = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="FFE8EEF5")
TOP = Alignment(vertical="top", wrap_text=True)


class TooLong(ValueError):
    """A text does not fit into a cell; the message says which."""


class SteadyZip(ZipFile):
    """An archive that knows no time of day."""

    def writestr(self, name: Any, data: Any, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """As in ZipFile, dated 1980."""
        plain = data.encode() if isinstance(data, str) else data
        super().writestr(_entry(name), _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", plain), ZIP_DEFLATED, 3)

    def write(self, filename: Any, arcname: Any = None, *args: Any, **kwargs: Any) -> None:
        """As in ZipFile, dated 1980."""
        with open(filename, "rb") as source, self.open(_entry(arcname), "w", force_zip64=True) as target:
            shutil.copyfileobj(source, target, 1 << 20)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    entry._compresslevel = 3  # type: ignore[attr-defined]  # no other way to set it for an entry that is streamed
    return entry


def save(workbook: Workbook, path: Path) -> None:
    """Write the workbook so that the same content is the same file."""
    with SteadyZip(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(workbook, archive).save()


class WorkbookWriter:
    """Rows into the sheets of a workbook, in whatever order they come."""

    def __init__(self, path: Path, shapes: Sequence[Shape]) -> None:
        self.path, self.workbook = path, Workbook(write_only=True)
        self.sheets = {shape.name: make_sheet(self.workbook, shape) for shape in shapes}
        self.codes = {shape.name: shape.codes for shape in shapes}

    def add(self, name: str, rows: Iterable[Sequence[Cell | None]]) -> None:
        """Append rows to the sheet of that name. Raises TooLong."""
        sheet, codes = self.sheets[name], self.codes[name]
        for row in rows:
            cells = [_fit(cell) for cell in row]
            for place in codes:
                if cells[place] is not None:
                    cells[place] = _text_cell(sheet, cells[place])
            sheet.append(cells)

    def close(self) -> None:
        """Write the file."""
        save(self.workbook, self.path)


def make_sheet(workbook: Workbook, shape: Shape, *, note: Callable[[int], Comment] | None = None) -> Any:
    """A sheet with its headings, frozen, its columns as wide as they need and those of codes preset as text.

    `note` makes the remark at the heading of a place.
    """
    sheet = workbook.create_sheet(shape.sheet)
    sheet.freeze_panes = f"A{len(shape.headings) + 1}"
    for number, width in enumerate(shape.widths, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = width
        if number - 1 in shape.codes:
            dimension.number_format = TEXT_FORMAT
    for headings in shape.headings:
        cells = [head_cell(sheet, heading) for heading in headings]
        for place, cell in enumerate(cells):
            cell.comment = note(place) if note else None
        sheet.append(cells)
    return sheet


def head_cell(sheet: Any, heading: str) -> Any:
    """A heading, set apart."""
    cell = WriteOnlyCell(sheet, heading)
    cell.font, cell.fill = HEAD, HEAD_FILL
    return cell


def _text_cell(sheet: Any, value: Any) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = TEXT_FORMAT
    return cell


def _fit(cell: Cell | None) -> Cell | None:
    if not isinstance(cell, str):
        return cell
    if not cell:
        return None
    if len(cell) > LONGEST:
        raise TooLong(f"有一段文字超过{LONGEST}个字，表格放不下，请改用 json：{cell[:30]}…")
    return _CONTROL.sub("", cell)
