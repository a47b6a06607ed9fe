"""QR codes as vector images: level Q, quiet zone 4, 25 mm with it or more, modules of at least 0.5 mm."""

import base64
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from qrcode.constants import ERROR_CORRECT_Q
from qrcode.main import QRCode

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004)."""
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
    code: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    size = len(matrix)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path fill="#000" d="{_path(matrix)}"/></svg>'
    )
    data_uri = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    return QrImage(text=text, data_uri=data_uri, size_mm=max(MIN_SIZE_MM, size * MIN_MODULE_MM))


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
