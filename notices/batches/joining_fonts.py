"""The same face embedded by every part of a joined PDF, each time with other characters, becomes one face with all of them.

WeasyPrint keeps a face's glyph numbers in its subsets, so a glyph has the same number in each of them and the subsets can be laid over one another.
All our faces are TrueType (see `notices.fontmaking`).
"""

import re
from array import array
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import accumulate
from typing import Any

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from pikepdf import Array, Dictionary, Object, Pdf, Stream

_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")
_CMAP = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100
"""Entries of a block in a character map at the most (ISO 32000-1, 9.10.3)."""


class SharedFonts:
    """The faces of the whole, growing with each part; only outlines that are used are held."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.dictionary = whole.make_indirect(Dictionary())
        self.faces: dict[str, Face] = {}

    def take(self, fonts: Object) -> None:
        """Add the fonts of one part."""
        for key, font in fonts.items():
            if key not in self.dictionary:
                self.dictionary[key] = self.whole.copy_foreign(font)
                self.faces[key] = Face()
            self.faces[key].add(font)

    def write(self) -> None:
        """Put the grown faces into the PDF."""
        for key, face in self.faces.items():
            face.put_into(self.whole, self.dictionary[key])


class Face:
    """One face: outline, metrics, width and meaning by glyph number."""

    def __init__(self) -> None:
        self.outlines: dict[int, bytes] = {}
        self.metrics: dict[int, bytes] = {}
        self.widths: dict[int, object] = {}
        self.meanings: dict[bytes, bytes] = {}
        self.limits: dict[str, int] = {}
        self.frame = b""

    def add(self, font: Object) -> None:
        """Take over what a part has of it."""
        inner = font.DescendantFonts[0]
        widths = dict(_widths(inner.W))
        self._add_outlines(inner.FontDescriptor.FontFile2.read_bytes(), widths.keys() - self.widths.keys())
        self.widths |= widths
        self.meanings |= dict(_PAIR.findall(font.ToUnicode.read_bytes()))

    def _add_outlines(self, data: bytes, numbers: set[int]) -> None:
        face = _opened(data)
        places, outlines, metrics = face["loca"].locations, face.reader["glyf"], face.reader["hmtx"]
        for number in numbers | {0}:
            self.outlines[number] = outlines[places[number] : places[number + 1]]
            self.metrics[number] = _metric(metrics, number, face["hhea"].numberOfHMetrics)
        if face["maxp"].numGlyphs > self.limits.get("numGlyphs", 0):
            self.frame = data
        for name, value in vars(face["maxp"]).items():
            if name == "numGlyphs" or name.startswith("max"):
                self.limits[name] = max(self.limits.get(name, 0), value)

    def put_into(self, whole: Pdf, font: Object) -> None:
        """Give `font` all that was taken over."""
        inner = font.DescendantFonts[0]
        data = self._as_file()
        inner.FontDescriptor.FontFile2 = Stream(whole, data, Length1=len(data))
        inner.W = Array(_runs(self.widths))
        font.ToUnicode = Stream(whole, _CMAP % b"\n".join(_blocks(sorted(self.meanings.items()))))

    def _as_file(self) -> bytes:
        """A TrueType file: the tables of the part that reaches furthest, with all the outlines."""
        face = _opened(self.frame)
        vars(face["maxp"]).update(self.limits)
        numbers = range(self.limits["numGlyphs"])
        outlines = [_padded(self.outlines.get(number, b"")) for number in numbers]
        places = array("I", accumulate(map(len, outlines), initial=0))
        places.byteswap()
        face["head"].indexToLocFormat = 1
        face["hhea"].numberOfHMetrics = len(numbers)
        _replace(face, "glyf", b"".join(outlines))
        _replace(face, "loca", places.tobytes())
        _replace(face, "hmtx", b"".join(self.metrics.get(number, bytes(4)) for number in numbers))
        out = BytesIO()
        face.save(out)
        return out.getvalue()


def _opened(data: bytes) -> Any:
    return TTFont(BytesIO(data), recalcTimestamp=False, recalcBBoxes=False)


def _replace(face: Any, tag: str, data: bytes) -> None:
    """Set a table as it is to be written."""
    table = DefaultTable(tag)
    table.data = data
    face.tables[tag] = table


def _metric(table: bytes, number: int, count: int) -> bytes:
    """Advance and left bearing, four bytes; after `count` glyphs the table has only bearings, and the last advance holds."""
    if number < count:
        return table[4 * number : 4 * number + 4]
    at = 4 * count + 2 * (number - count)
    return table[4 * count - 4 : 4 * count - 2] + table[at : at + 2]


def _padded(outline: bytes) -> bytes:
    return outline + bytes(-len(outline) % 4)


def _widths(entries: Object) -> Iterator[tuple[int, object]]:
    """Glyph numbers with their widths; WeasyPrint writes `first [width width …]`."""
    items = list(entries)
    for first, widths in zip(items[::2], items[1::2], strict=True):
        for offset, width in enumerate(widths):
            yield int(first) + offset, width


def _runs(widths: dict[int, object]) -> list[object]:
    runs: list[object] = []
    last = -2
    for number in sorted(widths):
        if number != last + 1:
            runs.extend([number, Array()])
        runs[-1].append(widths[number])  # type: ignore[attr-defined]
        last = number
    return runs


def _blocks(pairs: Sequence[tuple[bytes, bytes]]) -> Iterator[bytes]:
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        lines = b"\n".join(b"<%s> <%s>" % pair for pair in block)
        yield b"%d beginbfchar\n%s\nendbfchar" % (len(block), lines)
