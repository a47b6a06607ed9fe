"""HTML to tagged PDF. The only door to WeasyPrint, which here reaches neither the network nor any file but our own static ones.

Pango is not thread-safe: one render at a time in a process, more processes for more speed.
"""

import hashlib
import io
import math
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from notices import fonts

_LOCK = threading.Lock()
_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
_MIME = {".css": "text/css", ".svg": "image/svg+xml"}
BASE_URL = "http://sheet.invalid/"
"""What relative addresses in a sheet's HTML are resolved against; nothing of it is ever fetched from a network."""


A4_ROOM_MM = 297 - 17 - 29
"""Height of an A4 page without margins and stub."""
LINE_MM = 9 * 1.2 * 25.4 / 72
"""A line of the compact density."""
_BLOCKS = {"materials": "申请材料", "after": "地点、流程与说明", "lines": "基本信息与条件", "matter": "名称与情形"}


class RenderFailed(RuntimeError):
    """WeasyPrint could not make the document, or said that something of it is missing."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document: its bytes, how many pages, and their sha256."""

    data: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """64 hexadecimal digits over the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Measured:
    """How many lines of 9 pt text are over, and how many each block takes."""

    lines_over: int
    blocks: dict[str, int]


def render_pdf(html: str) -> Pdf:
    """Lay out and write `html` as PDF/UA-1, fonts embedded as subsets. The same HTML gives the same bytes in every process.

    Raises RenderFailed where a resource is refused, fonts.FontsNotReady where the faces have not been prepared.
    """
    out = io.BytesIO()
    with _LOCK:
        document = _lay_out(html)
        document.write_pdf(out, pdf_identifier=hashlib.sha256(html.encode()).digest()[:16], **_OPTIONS)
    return Pdf(out.getvalue(), len(document.pages))


def count_pages(html: str) -> int:
    """How many pages the layout takes, without writing it."""
    with _LOCK:
        return len(_lay_out(html).pages)


def measure(html: str) -> Measured:
    """By how much the text of an issued sheet is too long for its page, and what takes the room; for telling an editor.

    It is laid out on a page of endless height; what the foot of an A4 page leaves is A4_ROOM_MM.
    """
    with _LOCK:
        # important, because the page's own style sheet has precedence over one that is added
        endless = _weasyprint().CSS(string="@page { size: 210mm 3000mm !important }", font_config=_font_configuration())
        page = _lay_out(html, stylesheets=[endless]).pages[0]
    blocks = {name: height for box in _body_children(page) if (name := _block_name(box)) and (height := _mm(box))}
    total = sum(_mm(box) for box in _body_children(page))
    lines = {name: max(1, round(height / LINE_MM)) for name, height in blocks.items()}
    return Measured(max(1, math.ceil((total - A4_ROOM_MM) / LINE_MM)), lines)


def _body_children(page: Any) -> list[Any]:
    body = page._page_box.children[0].children[0]
    return [box for box in body.children if box.element_tag != "body::footnote-call"]


def _mm(box: Any) -> float:
    return float(box.margin_height()) * 25.4 / 96


def _block_name(box: Any) -> str:
    element = box.element
    name = element.get("class", "").split(" ")[0] or element.tag if element is not None else ""
    return _BLOCKS.get(name, "")


@lru_cache(maxsize=1)
def renderer() -> str:
    """Name and version of the typesetter, for the record of renderings; known without loading it."""
    return f"weasyprint {version('weasyprint')}"


def _lay_out(html: str, stylesheets: list[Any] | None = None) -> Any:
    weasyprint = _weasyprint()
    from weasyprint.urls import FatalURLFetchingError

    try:
        document = weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=_fetcher())
        return document.render(font_config=_font_configuration(), stylesheets=stylesheets, **_OPTIONS)
    except FatalURLFetchingError as error:  # not an Exception: WeasyPrint would log one and go on without the resource
        raise RenderFailed(str(error.__cause__)) from error


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """WeasyPrint, imported once and only after the fonts are set: Pango reads FONTCONFIG_FILE when it starts."""
    fonts.activate()
    import weasyprint

    return weasyprint


@lru_cache(maxsize=1)
def _font_configuration() -> Any:
    _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        """Our own static files and inline data."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:image/svg+xml;base64,"):
                return super().fetch(url, headers)  # type: ignore[no-untyped-call]
            path = _static_file(url)
            if path is None:
                raise RenderFailed(f"refused to fetch {url[:80]}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _MIME[path.suffix]})

    return OwnFilesOnly(allowed_protocols=["data"], fail_on_errors=True)  # type: ignore[no-untyped-call]


def _static_file(url: str) -> Path | None:
    root = Path(settings.BASE_DIR, "static").resolve()
    if not url.startswith(BASE_URL + "static/"):
        return None
    path = (root / url.removeprefix(BASE_URL + "static/")).resolve()
    return path if path.is_relative_to(root) and path.suffix in _MIME and path.is_file() else None
