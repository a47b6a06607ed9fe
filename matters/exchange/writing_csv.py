"""A catalog as csv: the tables stacked, each after a line `#` with its name; UTF-8 with a byte order mark, so that spreadsheet programs open it."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from matters.exchange.given import Cell
from matters.exchange.writing_shape import Shape

BOM = b"\xef\xbb\xbf"


class CsvWriter:
    """Rows into sections that are put together at the end, so that they may come in any order and need no memory."""

    def __init__(self, path: Path, shapes: Sequence[Shape]) -> None:
        self.path, self.shapes = path, shapes
        self.parts = {shape.name: _part(path.parent) for shape in shapes}
        self.writers = {name: csv.writer(part, lineterminator="\r\n") for name, part in self.parts.items()}
        for shape in shapes:
            self.writers[shape.name].writerows(shape.headings)

    def add(self, name: str, rows: Iterable[Sequence[Cell | None]]) -> None:
        """Append rows to the section of that name."""
        self.writers[name].writerows(rows)

    def close(self) -> None:
        """Write the file."""
        with self.path.open("wb") as out:
            out.write(BOM)
            for number, shape in enumerate(self.shapes):
                out.write((b"\r\n" if number else b"") + f"#{shape.sheet}\r\n".encode())
                part = self.parts[shape.name]
                part.seek(0)
                shutil.copyfileobj(part.buffer, out, 1 << 20)
                part.close()


def _part(folder: Path) -> Any:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=folder)
