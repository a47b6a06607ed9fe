"""Workbooks as answers: written to a file of the operating system's, for nobody knows how many rows there are; and cells they share."""

import tempfile
from datetime import datetime
from typing import IO, Any, cast

from django.http import FileResponse, HttpResponse
from django.utils import timezone
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from accounts.cells import neutral

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new_file() -> IO[bytes]:
    """To write the workbook into; it goes when it is closed."""
    return cast(IO[bytes], tempfile.TemporaryFile())


def workbook(file: IO[bytes], name: str) -> HttpResponse:
    """What was written, to be saved as `name` (with its ending)."""
    file.seek(0)
    return cast(HttpResponse, FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX))


def bold(sheet: object, text: str) -> Any:
    """A cell of a heading; never a formula."""
    cell = WriteOnlyCell(sheet, value=neutral(text))
    cell.font = Font(bold=True)
    return cell


def on_the_wall(at: datetime) -> datetime:
    """The time as a clock in Asia/Shanghai shows it, to the second: a spreadsheet knows no zones."""
    return timezone.localtime(at).replace(tzinfo=None, microsecond=0)
