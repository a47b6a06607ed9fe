"""Looking at a printed sheet as a reader would: its text, its type, its codes."""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import zxingcpp
from django.db import connection
from PIL import Image, ImageFilter

from matters.completeness import texts

T = TypeVar("T")
DPI = 150


def squeezed(text: str) -> str:
    """Without white space, which a line break may add or take."""
    return "".join(text.split())


@dataclass(frozen=True)
class Paper:
    """A finished PDF."""

    data: bytes

    @cached_property
    def pages(self) -> list[Any]:
        with pdfplumber.open(io.BytesIO(self.data)) as pdf:
            return [_Page(page) for page in pdf.pages]

    @cached_property
    def chars(self) -> list[dict[str, Any]]:
        """Every printed character that is not white space."""
        return [char for page in self.pages for char in page.chars if char["text"].strip()]

    @cached_property
    def text(self) -> str:
        """All text without white space, in the order in which it stands in the document."""
        return squeezed("".join(char["text"] for page in self.pages for char in page.chars))

    @cached_property
    def root(self) -> dict[str, Any]:
        """What the document says of itself: language, title, whether it is tagged."""
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            return {
                "language": str(pdf.Root.get("/Lang", "")),
                "title": str(pdf.docinfo.get("/Title", "")),
                "marked": bool(pdf.Root.MarkInfo.Marked) if "/MarkInfo" in pdf.Root else False,
                "structure": "/StructTreeRoot" in pdf.Root,
                "faces": sorted(_faces(pdf)),
            }

    @cached_property
    def raster(self) -> Image.Image:
        """The first page in grey at 150 dots an inch."""
        document = pypdfium2.PdfDocument(self.data)
        try:
            return document[0].render(scale=DPI / 72, grayscale=True).to_pil()
        finally:
            document.close()


@dataclass(frozen=True)
class _Page:
    """What is needed of a page after its file is closed."""

    page: Any

    def __post_init__(self) -> None:
        _ = self.page.chars

    @property
    def chars(self) -> list[dict[str, Any]]:
        return self.page.chars

    @property
    def size(self) -> tuple[int, int]:
        return round(self.page.width), round(self.page.height)


def _faces(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Name and whether it is embedded, of every face."""
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            yield str(entry.FontName).split("+")[-1], any(f"/FontFile{n}" in entry for n in ("", "2", "3"))


def overlaps(paper: Paper) -> list[str]:
    """Characters printed over one another: boxes that share more than a third of the smaller one."""
    found = []
    for page in paper.pages:
        chars = [c for c in page.chars if c["text"].strip()]
        x0, x1, top, bottom = (np.array([c[key] for c in chars]) for key in ("x0", "x1", "top", "bottom"))
        # The em box of CJK type is taller than its ink; a tenth off above and below leaves the ink.
        inset = (bottom - top) * 0.1
        top, bottom = top + inset, bottom - inset
        area = (x1 - x0) * (bottom - top)
        for i in range(len(chars) - 1):
            wide = np.minimum(x1[i], x1[i + 1 :]) - np.maximum(x0[i], x0[i + 1 :])
            high = np.minimum(bottom[i], bottom[i + 1 :]) - np.maximum(top[i], top[i + 1 :])
            shared = np.clip(wide, 0, None) * np.clip(high, 0, None)
            over = np.nonzero(shared > np.minimum(area[i], area[i + 1 :]) / 3)[0]
            found += [f"{chars[i]['text']} over {chars[i + 1 + j]['text']}" for j in over]
    return found


def outside(paper: Paper, margin: float = 8) -> list[str]:
    """Characters that stand in the margin of the page (in points) or beyond its edge."""
    return [
        char["text"]
        for page in paper.pages
        for char in page.chars
        if char["text"].strip()
        and not (
            margin <= char["x0"]
            and char["x1"] <= page.size[0] - margin
            and margin <= char["top"]
            and char["bottom"] <= page.size[1] - margin
        )
    ]


# --- QR codes


def decoded(image: Image.Image) -> list[str]:
    """The texts of all QR codes in an image, top to bottom."""
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


QUIET = 4 / 33
"""The quiet zone as a share of the code's edge, where the code is a small one (version 4)."""


def code_boxes(paper: Paper) -> list[tuple[float, float, float, float]]:
    """Where the QR codes of the first page lie, without their quiet zone: x0, top, x1, bottom in points."""
    found = zxingcpp.read_barcodes(paper.raster, formats=zxingcpp.BarcodeFormat.QRCode)
    boxes = []
    for code in found:
        corners = (code.position.top_left, code.position.bottom_right)
        boxes.append(tuple(value * 72 / DPI for corner in corners for value in (corner.x, corner.y)))
    return boxes


def behind_codes(paper: Paper) -> list[str]:
    """Characters of the first page that lie on or behind a QR code or in its quiet zone: the code's white ground would hide them."""
    found = []
    for x0, top, x1, bottom in code_boxes(paper):
        quiet = (x1 - x0) * QUIET * 0.75
        found += [
            char["text"]
            for char in paper.pages[0].chars
            if char["text"].strip()
            and char["x1"] > x0 - quiet
            and char["x0"] < x1 + quiet
            and char["bottom"] > top - quiet
            and char["top"] < bottom + quiet
        ]
    return found


def _noisy(image: Image.Image) -> Image.Image:
    grain = np.random.default_rng(1).normal(0, 0.05 * 255, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) + grain, 0, 255).astype("uint8"))


ORDEALS = {
    "as printed": lambda image: image,
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(1)),
    "turned": lambda image: image.rotate(3, fillcolor=255, resample=Image.Resampling.BICUBIC, expand=True),
    "noisy": _noisy,
    "faint toner": lambda image: image.point([round(255 * 0.47 + level * 0.53) for level in range(256)]),
}
"""What happens to paper before a phone sees it."""


def spoken(value: object) -> str:
    """All texts of plain data in one, without white space: what must be found on paper."""
    return squeezed("\n".join(text for _, text in texts(value)))


def shared_out(cases: Sequence[T]) -> list[T]:
    """What this run prints of `cases`. Paper does not depend on the database, so a third is printed beside PostgreSQL and the rest beside SQLite;
    FULL=1 prints everything beside both.
    """
    if os.environ.get("FULL"):
        return list(cases)
    return [case for n, case in enumerate(cases) if (n % 3 == 0) == (connection.vendor == "postgresql")]
