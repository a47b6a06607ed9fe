"""HTML to tagged PDF. The only door to WeasyPrint, which here reaches neither the network nor any file but our own static ones.

Pango is not thread-safe: one render at a time in a process, more processes for more speed.
"""

import hashlib
import io
import math
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from notices import fonts
from notices.batches.pdf_structure import lean

_LOCK = threading.Lock()
_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
_INLINE = ("data:image/svg+xml;base64,", "data:image/png;base64,")
_MIME = {".css": "text/css", ".svg": "image/svg+xml"}
BASE_URL = "http://sheet.invalid/"
"""What relative addresses in a sheet's HTML are resolved against; nothing of it is ever fetched from a network."""


A4_ROOM_MM = 297 - 17 - 29
"""Height of an A4 page without margins and stub."""
LINE_MM = 9 * 1.2 * 25.4 / 72
"""A line of the compact density."""
_BLOCKS = {"materials": "申请材料", "after": "地点、流程与说明", "lines": "基本信息与条件", "matter": "名称与情形"}


_LINE = (
    '<html lang="zh-CN"><head><title>一次</title><link rel="stylesheet" href="/static/css/sheet.css"></head>'
    '<body class="normal"><h1>一次</h1><p>一次<b>告知</b></p></body></html>'
)


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
    return write(lay_out(html))


@dataclass(frozen=True, slots=True)
class Laid:
    """A document that is laid out and not written yet, the HTML it comes from, and how many pages it takes."""

    document: Any
    html: str
    pages: int


def lay_out(html: str) -> Laid:
    """The first, longer half of `render_pdf`, which raises what this raises."""
    with _LOCK:
        document = _lay_out(html)
    return Laid(document, html, len(document.pages))


def write(laid: Laid) -> Pdf:
    """The second half of `render_pdf`."""
    out = io.BytesIO()
    with _LOCK:
        identifier = hashlib.sha256(laid.html.encode()).digest()[:16]
        laid.document.write_pdf(out, pdf_identifier=identifier, **_OPTIONS)
    return Pdf(out.getvalue(), laid.pages)


def write_together(laid: Sequence[Laid], path: Path, *, title: str, key: str) -> None:
    """Write the pages of all documents to `path` as one PDF/UA-1, fonts shared, titled `title`. Language and author are those of the first.

    `key` tells this part from the others it will be joined with: the same content and key give the same bytes.
    """
    with _LOCK:
        whole = laid[0].document.copy([page for one in laid for page in one.document.pages])
        whole.metadata.title = title
        whole.metadata.keywords = []
        identifier = hashlib.sha256(f"{title} {key}".encode()).digest()[:16]
        with path.open("wb") as file:
            whole.write_pdf(file, finisher=lambda _, out: lean(out, prefix=key), pdf_identifier=identifier, **_OPTIONS)


def warm() -> None:
    """Make a line of text, so that the first sheet of this process does not wait for libraries, faces and the style sheet.

    What goes wrong is left for the first real sheet to say.
    """
    with suppress(Exception):
        render_pdf(_LINE)


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
            if url.startswith(_INLINE):
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
