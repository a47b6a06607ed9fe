"""Workbooks as answers: written to a file of the operating system's, for nobody knows how many rows there are."""

import tempfile
from typing import IO, cast

from django.http import FileResponse, HttpResponse

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new_file() -> IO[bytes]:
    """To write the workbook into; it goes when it is closed."""
    return cast(IO[bytes], tempfile.TemporaryFile())


def workbook(file: IO[bytes], name: str) -> HttpResponse:
    """What was written, to be saved as `name` (with its ending)."""
    file.seek(0)
    return cast(HttpResponse, FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX))
