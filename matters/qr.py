"""QR codes: level Q, quiet zone 4; as images for paper 25 mm with it or more, modules of at least 0.5 mm. Pure."""

import base64
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qrcode.constants import ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004)."""
ON_PAPER, ON_SCREEN = ERROR_CORRECT_Q, ERROR_CORRECT_M
"""How much of a code may be lost: a quarter where paper is folded and stained, 15 % on glass, with larger modules on the same space."""
MIN_SIZE_MM = 25.0
MIN_MODULE_MM = 0.5


@dataclass(frozen=True, slots=True)
class QrImage:
    """A code ready to place: an SVG as data URI, and the edge of the square in mm, quiet zone included."""

    text: str
    data_uri: str
    size_mm: float


@lru_cache(maxsize=256)
def make(text: str) -> QrImage:
    """The QR code of `text` (an absolute URL). Rows of dark modules are merged into strokes of one path, so that the image stays small."""
    rows = matrix(text)
    data_uri = "data:image/svg+xml;base64," + base64.b64encode(_svg(rows).encode()).decode()
    return QrImage(text=text, data_uri=data_uri, size_mm=max(MIN_SIZE_MM, len(rows) * MIN_MODULE_MM))


@lru_cache(maxsize=1024)
def svg(text: str) -> str:
    """The QR code of `text` as a drawing, quiet zone included; it has no size of its own."""
    return _svg(matrix(text))


def matrix(
    text: str, *, border: int = QUIET_ZONE, correction: int = ON_PAPER, mask: int | None = None
) -> list[list[bool]]:
    """The modules of the QR code of `text`, row by row, True where dark, with `border` white modules on every side.

    Without a `mask` (0 to 7) the most even of the eight patterns is looked for, which takes ten times as long; a reader takes any of them.
    """
    code: QRCode[Any] = QRCode(error_correction=correction, border=border, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    modules: list[list[bool]] = code.get_matrix()
    return modules


def _svg(rows: list[list[bool]]) -> str:
    size = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="#000" d="{_path(rows)}"/></svg>'
    )


def _path(matrix: list[list[bool]]) -> str:
    """One rectangle for each horizontal run; runs that repeat straight below grow downwards instead of being drawn again."""
    rectangles: list[str] = []
    growing: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*matrix, [False] * len(matrix)]):
        runs = _runs(row)
        for run in [r for r in growing if r not in runs]:
            top = growing.pop(run)
            rectangles.append(f"M{run[0]} {top}h{run[1]}v{y - top}h-{run[1]}z")
        for run in runs:
            growing.setdefault(run, y)
    return "".join(rectangles)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark modules."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
