"""Cells of a workbook as they stand: text, numbers, dates, errors, formulas; and what is not read of it."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.xml.functions
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from matters.exchange.reading import CellError, Formula, tables
from tests.matters.exchange.read import knows, only, read, refusal
from tests.matters.exchange.workbooks import HEADINGS, MAIN, raw, row, saved, text

STYLES = (
    """<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>"""
    """<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>"""
    """<xf numFmtId="31"/><xf numFmtId="176"/><xf numFmtId="46"/></cellXfs>"""
)


def value(path: Path, cell: str, **what: str) -> Any:
    """The value of a cell as the XML has it, at A2 below the heading 值."""
    found = only(raw(path / "a.xlsx", rows=row(1, text("A1", "值")) + row(2, cell), **what))
    return found[0]["值"] if found else None


@pytest.mark.parametrize(
    "written",
    [
        "甲", "0123", 5, -3, 2.5, True, False, date(2026, 3, 9), datetime.fromisoformat("2026-03-09T14:30"), time(9, 0),
        "两行\n文字", " 前后空格 ", "<b>&amp;",
    ],
)  # fmt: skip
def test_what_openpyxl_writes_is_read_back(tmp_path: Path, written: Any) -> None:
    (found,) = only(saved(tmp_path / "a.xlsx", {"表": [["值"], [written]]}))
    assert (type(found["值"]), found["值"]) == (type(written), written)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("""<c r="A2"><v>5.0</v></c>""", 5),
        ("""<c r="A2"><v>1.15E+17</v></c>""", 115_000_000_000_000_000),
        ("""<c r="A2"><v>2.5</v></c>""", 2.5),
        ("""<c r="A2"><v>1e999</v></c>""", CellError("#NUM!")),
        ("""<c r="A2" s="1"><v>46090</v></c>""", date(2026, 3, 9)),
        ("""<c r="A2" s="2"><v>46090</v></c>""", date(2026, 3, 9)),
        ("""<c r="A2" s="3"><v>46090.5</v></c>""", datetime.fromisoformat("2026-03-09T12:00")),
        ("""<c r="A2" s="4"><v>1.5</v></c>""", 1.5),
        ("""<c r="A2" s="1"><v>99999999</v></c>""", CellError("#NUM!")),
        ("""<c r="A2" t="d"><v>2026-03-09</v></c>""", date(2026, 3, 9)),
        ("""<c r="A2" t="b"><v>1</v></c>""", True),
        ("""<c r="A2" t="e"><v>#REF!</v></c>""", CellError("#REF!")),
        ("""<c r="A2" t="str"><v>甲_x000D_
乙</v></c>""", "甲\n乙"),
        ("""<c t="s"><v>1</v></c>""", "身份证原件"),
        ("""<c r="A2" t="inlineStr"><is><r><t>身份</t></r><r><t>证</t></r><rPh><t>shen</t></rPh></is></c>""", "身份证"),
        ("""<c r="A2" t="str"><v>_x005F_x000D_</v></c>""", "_x000D_"),
        ("""<c r="A2" t="str"><v>_xD83D__xDE00__x0000__xD800_</v></c>""", "😀\ufffd"),
        ("""<c r="A2" t="inlineStr"><is><t>  </t></is></c>""", None),
        ("""<c r="A2" s="1"/>""", None),
        ("""<c r="A2"><f>1+1</f><v>2</v></c>""", Formula("=1+1")),
        ("""<c r="A2"><f t="shared" si="0"/><v>2</v></c>""", Formula("=…")),
        ("""<c r="A2" t="str"><f>HYPERLINK("http://x")</f><v>甲</v></c>""", Formula('=HYPERLINK("http://x")')),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_the_file_has_it(tmp_path: Path, cell: str, expected: Any) -> None:
    strings = "<si><t>甲</t></si><si><r><t>身份证</t></r><r><t>原件</t></r><rPh><t>yuan</t></rPh></si>"
    found = value(tmp_path, cell, strings=strings, styles=STYLES)
    assert (type(found), found) == (type(expected), expected)


def test_rich_text_is_plain(tmp_path: Path) -> None:
    rich = CellRichText("身份", TextBlock(InlineFont(b=True), "证"))
    assert only(saved(tmp_path / "a.xlsx", {"表": [["值"], [rich]]})) == [{"值": "身份证"}]


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["值"])
    book.active.append([date(2026, 3, 9)])
    book.save(tmp_path / "a.xlsx")
    assert only(tmp_path / "a.xlsx") == [{"值": date(2026, 3, 9)}]


def test_the_strict_format_is_read_as_well(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"表": [["值"], [5]]})
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            strict = content.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
            )
            archive.writestr(name, strict.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"))
    assert only(path) == [{"值": 5}]


def test_rows_have_the_spreadsheets_numbers(tmp_path: Path) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + row(5, text("B5", "1")) + row(6) + row(900, text("A900", "甲")))
    assert read(path) == {"事项": [(5, {"实施编码": "1"}), (900, {"事项名称": "甲"})]}


def test_cells_outside_the_headings_are_left_out(tmp_path: Path) -> None:
    assert only(saved(tmp_path / "a.xlsx", {"表": [["值", "份数", None], [1, 2, 3], [None, None, 4]]})) == [
        {"值": 1, "份数": 2}
    ]


def test_hidden_and_explaining_worksheets_are_skipped_and_said(tmp_path: Path) -> None:
    rows = [["事项名称", "实施编码"], ["甲", "1"]]
    sheets = {"填写说明": rows, "旧": rows, "备忘": [["随便写写"]], "事项": rows}
    path = saved(tmp_path / "a.xlsx", sheets, hidden=["旧"])
    assert {table.sheet: (table.skipped, table.headings) for table in tables(path, knows=knows)} == {
        "填写说明": ("说明或字典页，不作为数据读取", ()),
        "旧": ("工作表是隐藏的，没有读取", ()),
        "备忘": ("没有找到表头行", ()),
        "事项": ("", ("事项名称", "实施编码")),
    }


def test_linked_files_are_noted_and_not_followed(tmp_path: Path) -> None:
    link = """<Relationship Id="r9" Type="http://x/externalLink" Target="externalLinks/externalLink1.xml"/>"""
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS, links=link)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    (table,) = tables(path, knows=knows)
    assert table.notes == ("工作簿链接到其他文件；系统不打开外部链接，只读本文件里的内容。",)


def test_pictures_charts_and_pivot_tables_are_never_opened(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"表": [["值"], [1]]})
    with zipfile.ZipFile(path, "a") as archive:
        for name in ("xl/media/image1.png", "xl/drawings/drawing1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"):
            archive.writestr(name, "这不是它该有的内容")
    assert only(path) == [{"值": 1}]


def test_rows_of_all_worksheets_count_together(tmp_path: Path) -> None:
    rows = [["事项名称", "实施编码"], ["甲", "1"], ["乙", "2"]]
    path = saved(tmp_path / "a.xlsx", {"一": rows, "二": rows})
    assert refusal(path, max_rows=3) == "文件的行数超过上限 3 行。请拆成几个文件分别导入。"


def test_openpyxl_parses_with_defusedxml() -> None:
    assert openpyxl.xml.functions.iterparse.__module__.startswith("defusedxml")
