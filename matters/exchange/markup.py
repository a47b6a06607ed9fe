"""Text out of the HTML that Word and web editors leave in cells."""

import re
from html import unescape
from html.parser import HTMLParser

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4"})
_SILENT = frozenset({"style", "script", "head", "xml", "title"})


class _Words(HTMLParser):
    """Gathers the text; a block begins on a line of its own, styles and scripts say nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in _SILENT and self.silent > 0
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def has_markup(text: str) -> bool:
    """Whether tags or character references stand in it."""
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def without_markup(text: str) -> str:
    """The words, a line for each paragraph, empty lines left out."""
    words = _Words()
    words.feed(text)
    words.close()
    lines = (" ".join(line.split()) for line in unescape("".join(words.parts)).split("\n"))
    return "\n".join(line for line in lines if line)
