"""Several PDFs with many sheets each, made by `pdf.write_together`, become one: one structure tree, each face once, a bookmark for every sheet.

Language, title and the marks of PDF/UA are those of the first part. A part is closed before the next is opened: what is held in memory are
the structure and the compressed contents of the pages, about 0.4 MB a sheet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, OutlineItem, Pdf, String

from notices.batches.joining_fonts import SharedFonts

_OF_THE_WHOLE = ("/Lang", "/MarkInfo", "/ViewerPreferences", "/Metadata")


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What one sheet takes of a part: its bookmark, and how many pages."""

    label: str
    pages: int


@dataclass(frozen=True, slots=True)
class Part:
    """One of the PDFs, and the sheets in it in their order."""

    path: Path
    sheets: tuple[SheetMark, ...]


def join(parts: Sequence[Part], path: Path, *, on_part: Callable[[], None] = lambda: None) -> int:
    """Write `parts` to `path` as one tagged PDF with a bookmark a sheet; returns its pages. The same parts give the same bytes.

    `on_part` is called after each part and may raise to give up.
    """
    with Pdf.new() as whole:
        tree, fonts = _Tree(whole), SharedFonts(whole)
        for part in parts:
            with Pdf.open(part.path) as source:
                _add(whole, source, part, tree, fonts)
            on_part()
        fonts.write()
        tree.close()
        _set_bookmarks(whole, parts)
        whole.save(path, min_version="1.7", object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return len(whole.pages)


class _Tree:
    """The structure tree of the whole: a Document with an Art (a self-contained piece) for each sheet, and which text belongs to which element."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        self.root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root))
        self.sheets = Array()
        self.leaves = Array()
        self.next_key = 0

    def add_sheet(self, title: str, elements: Sequence[Object]) -> None:
        """Hang the elements of one sheet below a node of their own."""
        sheet = self.whole.make_indirect(Dictionary(S=Name.Art, P=self.document, T=String(title)))
        for element in elements:
            element.P = sheet
        sheet.K = Array(elements)
        self.sheets.append(sheet)

    def add_numbers(self, numbers: Object) -> int:
        """Take over which text and annotation belongs to which element; returns what was added to their keys."""
        first, entries = self.next_key, list(numbers)
        shifted = Array()
        for key, value in zip(entries[::2], entries[1::2], strict=True):
            shifted.append(int(key) + first)
            shifted.append(value)
            self.next_key = max(self.next_key, int(key) + first + 1)
        limits = Array([first, self.next_key - 1])
        self.leaves.append(self.whole.make_indirect(Dictionary(Limits=limits, Nums=shifted)))
        return first

    def close(self) -> None:
        """Put it into the catalog."""
        self.document.K = self.sheets
        self.root.K = Array([self.document])
        self.root.ParentTree = self.whole.make_indirect(Dictionary(Kids=self.leaves))
        self.root.ParentTreeNextKey = self.next_key
        self.whole.Root.StructTreeRoot = self.root


def _add(whole: Pdf, source: Pdf, part: Part, tree: _Tree, fonts: SharedFonts) -> None:
    first = len(whole.pages)
    fonts.take(source.pages[0].obj.Resources.Font)  # the pages of a part share their resources
    whole.pages.extend(source.pages)
    pages = [page.obj for page in list(whole.pages)[first:]]
    structure = whole.copy_foreign(source.Root.StructTreeRoot)  # after the pages: it then points to the copied ones
    if not first:
        _take_over_catalog(whole, source)
    for page in pages:
        _detach(page.Contents)
    _detach_within(pages[0].Resources, fonts.dictionary)
    _shift_keys(pages, tree.add_numbers(structure.ParentTree.Nums))
    for sheet, elements in zip(part.sheets, _by_sheet(structure, pages, part), strict=True):
        tree.add_sheet(sheet.label, elements)


def _take_over_catalog(whole: Pdf, source: Pdf) -> None:
    """Language, title and the marks of PDF/UA."""
    for key in _OF_THE_WHOLE:
        whole.Root[key] = whole.copy_foreign(source.make_indirect(source.Root[key]))
    _detach(whole.Root.Metadata)
    whole.trailer.Info = whole.copy_foreign(source.trailer.Info)


def _by_sheet(structure: Object, pages: Sequence[Object], part: Part) -> Iterator[list[Object]]:
    """The elements directly below the Document of a part, those of each sheet together; they know their page."""
    order = {page.objgen: number for number, page in enumerate(pages)}
    elements = [(order[element.Pg.objgen], element) for element in structure.K[0].K]
    first = 0
    for sheet in part.sheets:
        yield [element for number, element in elements if first <= number < first + sheet.pages]
        first += sheet.pages


def _shift_keys(pages: Sequence[Object], by: int) -> None:
    """Pages and annotations name their entry in the parent tree by a number."""
    for page in pages:
        page.StructParents = int(page.StructParents) + by
        for annotation in page.get(Name.Annots, ()):
            if Name.StructParent in annotation:
                annotation.StructParent = int(annotation.StructParent) + by


def _detach(stream: Object) -> None:
    """Hold the contents of a copied stream, so that the file it comes from can be closed."""
    data = stream.read_raw_bytes()
    kept: dict[str, Any] = {"filter": stream.get(Name.Filter), "decode_parms": stream.get(Name.DecodeParms)}
    stream.write(data, **kept)


def _detach_within(value: Object, fonts: Object) -> None:
    """The same for the pictures and patterns of pages, however deep; and `fonts` in place of the part's own."""
    if isinstance(value, pikepdf.Stream):
        _detach(value)
    if isinstance(value, (pikepdf.Stream, Dictionary)):
        for key in tuple(value.keys()):
            if key == "/Font":
                value[key] = fonts
            elif key != "/Parent":
                _detach_within(value[key], fonts)


def _set_bookmarks(whole: Pdf, parts: Sequence[Part]) -> None:
    first = 0
    with whole.open_outline() as outline:
        for sheet in (sheet for part in parts for sheet in part.sheets):
            outline.root.append(OutlineItem(sheet.label, first, "Fit"))
            first += sheet.pages
