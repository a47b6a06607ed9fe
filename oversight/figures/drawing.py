"""The ground all charts stand on: one SVG document from plain data. Pure.

Only presentation attributes and classes, no style and no script, so that the content security policy need not be loosened and the typesetter,
which does not read the page's style sheet inside a drawing, shows the same. Texts are escaped by the serializer. Nothing is said by colour alone:
every mark has its number beside it, and two series differ in outline.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

INK, SOFT, LINE, MARK, PALE, PAPER = "#1b232c", "#4a5561", "#c3cbd3", "#14508c", "#dbe7f3", "#ffffff"
TEXT = 14
"""Size of the letters, in units of the drawing; a page shows about one unit as one pixel."""
FACE = '"Sheet Hei", "Sheet Rare", sans-serif'
"""For paper; pages lay their own face over it with the class `chart-text`."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Bar:
    """A thing with its number: how long the bar is, and the number as it is written beside it."""

    label: str
    value: float
    shown: str


class Drawing:
    """An SVG `width` by `height` units, named and described for who hears it. `key` is unique on the page: the names of its parts begin with it."""

    def __init__(self, key: str, *, title: str, desc: str, width: int, height: int) -> None:
        self.root = Tree.Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {width} {height}",
                "width": str(width),
                "height": str(height),
                "role": "img",
                "aria-labelledby": f"{key}-title {key}-desc",
                "class": "chart",
            },
        )
        self._named("title", f"{key}-title", title)
        self._named("desc", f"{key}-desc", desc)

    def _named(self, tag: str, name: str, text: str) -> None:
        Tree.SubElement(self.root, tag, {"id": name}).text = sayable(text)

    def box(self, x: float, y: float, width: float, height: float, *, fill: str = MARK, stroke: str = "") -> None:
        """A rectangle; with `stroke` an edge as well."""
        edge = {"stroke": stroke, "stroke-width": "1.5"} if stroke else {}
        place = {"x": fine(x), "y": fine(y), "width": fine(max(width, 0)), "height": fine(max(height, 0))}
        Tree.SubElement(self.root, "rect", {**place, "fill": fill, **edge})

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin rule."""
        ends = {"x1": fine(x1), "y1": fine(y1), "x2": fine(x2), "y2": fine(y2)}
        Tree.SubElement(self.root, "line", {**ends, "stroke": LINE, "stroke-width": "1"})

    def text(
        self, x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, size: float = TEXT
    ) -> None:
        """Words on the base line `y`; `anchor` is start, middle or end."""
        look = {"fill": fill, "font-size": fine(size), "font-family": FACE, "text-anchor": anchor}
        made = Tree.SubElement(self.root, "text", {"x": fine(x), "y": fine(y), "class": "chart-text", **look})
        made.text = sayable(words)

    def markup(self) -> str:
        """The document as text; it goes into a page as it is."""
        return Tree.tostring(self.root, encoding="unicode", short_empty_elements=False)


def fine(number: float) -> str:
    """A length with at most two decimals, the same on every machine."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def sayable(text: str) -> str:
    """Without the characters that no XML document may hold."""
    return _NOT_XML.sub("", text)


def cut(text: str, room: float, size: float = TEXT) -> str:
    """As much of `text` as fits into `room` units, with … where something is missing; the table beside the chart has all of it."""
    if room_of(text, size) <= room:
        return text
    kept = text
    while kept and room_of(kept, size) + size > room:
        kept = kept[:-1]
    return f"{kept}…"


def room_of(text: str, size: float = TEXT) -> float:
    """About how wide `text` is: a Chinese character is as wide as high, others take some more than half of that."""
    return sum(size if ord(letter) > 0x2E7F else size * 0.58 for letter in text)
