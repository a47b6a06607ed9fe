"""Six sheets in two parts become one tagged file in which nothing is lost and nothing is there twice."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from notices import pdf
from notices.batches.joining import Part, SheetMark, join
from notices.html import render_html
from notices.ladder import LADDER, SETTINGS
from notices.sheet import Sheet
from tests.factories import make_guide, make_requirement, make_sheet
from tests.paper import DPI, Paper, decoded

pytestmark = pytest.mark.pdf
NAMES = ("残疾人证办理", "食品经营许可", "老年人优待证", "一次成型的长单", "灵活就业登记", "婚姻登记预约")
LONG = 3
"""Which of them takes two pages."""


def sheet_of(number: int) -> Sheet:
    """Each has a name, an address in its code and papers of its own."""
    papers = 45 if number == LONG else 2
    requirements = tuple(make_requirement(n, f"{NAMES[number]}所需材料{n}") for n in range(papers))
    return make_sheet(make_guide(name=NAMES[number], requirements=requirements), url=f"https://x.example/g/{number}/")


def laid_out(number: int) -> pdf.Laid:
    setting = SETTINGS["two-sided"] if number == LONG else LADDER[0]
    return pdf.lay_out(render_html(sheet_of(number), setting))


def make_parts(folder: Path) -> list[Part]:
    parts = []
    for first in (0, 3):
        laid = [laid_out(number) for number in range(first, first + 3)]
        path = folder / f"{first}.pdf"
        pdf.write_together(laid, path, title="批量打印样张", key=f"{first}-")
        marks = [SheetMark(NAMES[first + n], one.pages) for n, one in enumerate(laid)]
        parts.append(Part(path, tuple(marks)))
    return parts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("joined")
    join(make_parts(place), place / "whole.pdf")
    return place


@pytest.fixture(scope="module")
def data(folder: Path) -> bytes:
    return (folder / "whole.pdf").read_bytes()


@pytest.fixture
def whole(folder: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(folder / "whole.pdf") as opened:
        yield opened


def elements_of(element: Any) -> Iterator[Any]:
    """An element and all below it, in order."""
    yield element
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements_of(kid)


def texts_of(page: Any) -> list[int]:
    """The numbers of the marked pieces of a page's contents."""
    return [int(n) for n in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())]


def test_the_whole_is_titled_tagged_in_chinese_and_has_each_face_once(data: bytes) -> None:
    assert Paper(data).root == {
        "language": "zh-CN",
        "title": "批量打印样张",
        "marked": True,
        "structure": True,
        "faces": [("Sheet-Hei", True), ("Sheet-Hei-Bold", True), ("Sheet-Song-Bold", True)],
    }


def test_it_says_that_it_is_pdf_ua_and_has_no_fault(whole: pikepdf.Pdf) -> None:
    with whole.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "批量打印样张")
    assert whole.check_pdf_syntax() == []


def test_every_sheet_has_a_bookmark_that_leads_to_its_first_page(whole: pikepdf.Pdf) -> None:
    pages = [page.obj.objgen for page in whole.pages]
    with whole.open_outline() as outline:
        found = [(item.title, pages.index(item.destination[0].objgen)) for item in outline.root]
    assert found == list(zip(NAMES, (0, 1, 2, 3, 5, 6), strict=True))


def test_the_text_of_every_page_is_that_of_the_sheet_alone(data: bytes) -> None:
    alone = [page for number in range(6) for page in Paper(pdf.write(laid_out(number)).data).pages]
    assert [placed(page) for page in Paper(data).pages] == [placed(page) for page in alone]


def placed(page: Any) -> list[tuple[str, int, int]]:
    """What stands where, in tenths of a point."""
    return [(char["text"], round(char["x0"] * 10), round(char["top"] * 10)) for char in page.chars]


def test_every_page_looks_as_it_does_alone(data: bytes) -> None:
    """The outlines of the shared faces are right: the fifth page is the first with the second part's characters."""
    assert image_of(data, 5).tobytes() == image_of(pdf.write(laid_out(4)).data, 0).tobytes()


def image_of(data: bytes, page: int) -> Any:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[page].render(scale=DPI / 72, grayscale=True).to_pil()
    finally:
        document.close()


def test_the_code_of_a_late_page_is_that_of_its_sheet(data: bytes) -> None:
    assert decoded(image_of(data, 6)) == ["https://x.example/g/5/"]


def test_every_piece_of_text_belongs_to_an_element_below_the_root(whole: pikepdf.Pdf) -> None:
    parents = pikepdf.NumberTree(whole.Root.StructTreeRoot.ParentTree)
    below = {element.objgen for element in elements_of(whole.Root.StructTreeRoot.K[0])}
    for page in whole.pages:
        owners = list(parents[int(page.obj.StructParents)])
        claimed = [(kid, owner.Pg.objgen) for owner in {o.objgen: o for o in owners}.values() for kid in numbers(owner)]
        assert sorted(claimed) == [(number, page.obj.objgen) for number in sorted(texts_of(page.obj))]
        assert {owner.objgen for owner in owners} <= below


def numbers(element: Any) -> list[int]:
    return [int(kid) for kid in element.K if isinstance(kid, int)]


def test_every_sheet_is_one_piece_in_order_and_knows_its_parent(whole: pikepdf.Pdf) -> None:
    document = whole.Root.StructTreeRoot.K[0]
    assert [(str(sheet.S), str(sheet.T)) for sheet in document.K] == [("/Art", name) for name in NAMES]
    for element in elements_of(document):
        for kid in element.K:
            assert not isinstance(kid, pikepdf.Dictionary) or kid.P.objgen == element.objgen


def test_lines_of_text_are_no_elements_of_their_own(whole: pikepdf.Pdf) -> None:
    """Where text may stand by itself, nothing meaningless is between it and its cell or paragraph."""
    for element in elements_of(whole.Root.StructTreeRoot.K[0]):
        if element.S in ("/TD", "/P", "/H1"):
            assert [kid.S for kid in element.K if isinstance(kid, pikepdf.Dictionary) and kid.S == "/Span"] == []


def test_headings_of_tables_have_names_of_their_own(whole: pikepdf.Pdf) -> None:
    names = [str(e.ID) for e in elements_of(whole.Root.StructTreeRoot.K[0]) if "/ID" in e]
    headers = {
        str(name)
        for e in elements_of(whole.Root.StructTreeRoot.K[0])
        for name in (e.A.get("/Headers", ()) if "/A" in e else ())
    }
    assert (len(names), headers <= set(names), headers == set()) == (len(set(names)), True, False)


def test_the_same_sheets_give_the_same_bytes(folder: Path, data: bytes, tmp_path: Path) -> None:
    join(make_parts(tmp_path), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == data


def test_joining_stops_when_nobody_wants_it_any_more(folder: Path, tmp_path: Path) -> None:
    def give_up() -> None:
        raise KeyError("stopped")

    parts = [Part(folder / "0.pdf", tuple(SheetMark(name, 1) for name in NAMES[:3]))]
    with pytest.raises(KeyError):
        join(parts, tmp_path / "never.pdf", on_part=give_up)
    assert list(tmp_path.iterdir()) == []
