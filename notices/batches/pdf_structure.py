"""The structure tree of a PDF that is about to be written, made lean and ready to be joined with others.

WeasyPrint makes an element of every line of text and of every anonymous box: two thirds of the tree say nothing. In a file of hundreds of
sheets that counts, so lines go straight into the paragraph or cell they are in. ISO 32000-1, 14.8.4: Span and NonStruct without attributes
carry no meaning; only block-level elements hold text themselves.

Works on pydyf's dictionaries and lists, as WeasyPrint hands them to a finisher.
"""

from collections.abc import Iterator
from typing import Any

_MEANINGLESS = {"/Span", "/NonStruct"}
_HOLDS_TEXT = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TD", "/TH", "/LBody", "/Lbl", "/Caption", "/Link"}
_PARTS_OF_TABLES = {"/TBody", "/THead", "/TR", "/TH", "/TD"}
_BARE = {"Type", "S", "K", "Pg", "P"}
Elements = dict[bytes, Any]


def lean(pdf: Any, *, prefix: str) -> None:
    """Dissolve what carries no meaning, and begin the identifiers of table headings with `prefix`, so that no two documents share one."""
    objects: list[Any] = [o for o in pdf.objects if isinstance(o, dict)]
    elements = {o.reference: o for o in objects if o.get("Type") == "/StructElem"}
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    heirs: dict[bytes, bytes] = {}
    for reference in root["K"]:
        _trim(elements[reference], elements, heirs)
    for entry in _object(pdf, root["ParentTree"])["Nums"]:
        if isinstance(entry, list):
            entry[:] = [_last_heir(reference, heirs) for reference in entry]
    for reference, element in elements.items():
        if reference in heirs:
            element.clear()
        else:
            _shorten(element, prefix)


def _trim(element: Any, elements: Elements, heirs: dict[bytes, bytes]) -> None:
    """The same for all that is below `element`."""
    element["K"][:] = [left for kid in element["K"] for left in _left_of(kid, element, elements, heirs)]
    for kid in element["K"]:
        if kid in elements:
            _trim(elements[kid], elements, heirs)


def _left_of(kid: Any, parent: Any, elements: Elements, heirs: dict[bytes, bytes]) -> Iterator[Any]:
    """The kid, or what is in it when `parent` takes that over."""
    child = elements.get(kid)
    if child is None or not _dissolves(child, parent, elements):
        yield kid
        return
    heirs[kid] = parent.reference
    for grandchild in child["K"]:
        if grandchild in elements:
            elements[grandchild]["P"] = parent.reference
        yield from _left_of(grandchild, parent, elements, heirs)


def _dissolves(child: Any, parent: Any, elements: Elements) -> bool:
    """Whether `parent` may take over what is in `child`. A number is a piece of text of the child's page."""
    if child["S"] not in _MEANINGLESS or not _BARE.issuperset(child):
        return False
    return all(kid in elements or _takes_text(kid, child, parent) for kid in child["K"])


def _takes_text(kid: Any, child: Any, parent: Any) -> bool:
    return isinstance(kid, int) and bool(parent["S"] in _HOLDS_TEXT and parent["Pg"] == child["Pg"])


def _shorten(element: Any, prefix: str) -> None:
    """Leave out what an element may leave unsaid: there are hundreds on a page, and each is held in memory when parts are joined."""
    del element["Type"]
    if "ID" in element:
        element["ID"].string = f"{prefix}{element['ID'].string}"
    attributes = element.get("A", {})
    if not attributes.get("Headers", True):
        del attributes["Headers"]
    if set(attributes) == {"O"}:
        del element["A"]
    if element["S"] in _PARTS_OF_TABLES and not any(isinstance(kid, int) for kid in element["K"]):
        del element["Pg"]


def _last_heir(reference: bytes, heirs: dict[bytes, bytes]) -> bytes:
    while reference in heirs:
        reference = heirs[reference]
    return reference


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
