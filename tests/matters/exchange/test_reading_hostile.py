"""Files made to do harm are refused or neutralised: within 5 s of the processor and 500 MB of addresses, with a message."""

import os
import zipfile
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from tests.matters.exchange.read import Outcome, read_confined, refusal
from tests.matters.exchange.workbooks import HEADINGS, MAIN, packed, parts, raw, row, text

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
BEGIN, END = f"""<worksheet xmlns="{MAIN}"><sheetData>{HEADINGS}""".encode(), b"</sheetData></worksheet>"

BOMB = "压缩包展开后大得不正常（疑似“压缩炸弹”），系统没有打开它。请在表格软件里打开原文件，另存为新的 .xlsx 再导入。"
DAMAGED = "文件已损坏或没有传完整，无法读取。请在表格软件里打开，另存为新的 .xlsx 再导入。"
EMPTY = "工作表“事项”里有大量没有内容、只有格式的行或单元格，系统没有继续读。请选中内容以外的空行和空列，删除后保存，再导入。"
TOO_MANY_MERGED = "合并的单元格太多，系统没有继续读。请取消合并、填好每一行后再导入。"
ENTITIES = "文件里有 XML 实体或文档类型定义，正常的工作簿没有这些。请另存为新的 .xlsx 再导入。"
TOO_MUCH_TEXT = "工作簿里的文字太多，一次读不下。请把它拆成几个文件分别导入。"
NAMES = "压缩包里的文件名重复或指向包外，不是表格软件写出的文件。请另存为新的 .xlsx 再导入。"


def refused(message: str) -> Outcome:
    return Outcome(refused=message, rows=0)


def with_rows(path: Path, pieces: Iterable[bytes], end: bytes = END) -> Path:
    """A workbook of the pieces below the headings, never whole in memory."""
    return with_part(path, SHEET, BEGIN, pieces, end)


def with_part(path: Path, member: str, begin: bytes, pieces: Iterable[bytes], end: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts().items():
            if name != member:
                archive.writestr(name, content)
        with archive.open(member, "w", force_zip64=True) as part:
            part.writelines(chain([begin], pieces, [end]))
    return path


def random_hex(length: int) -> bytes:
    return os.urandom(length // 2).hex().encode()


def test_a_sheet_of_400_megabytes_from_400_kilobytes_is_refused(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", (b" " * 10_000_000 for _ in range(40)))
    assert (path.stat().st_size < 440_000, read_confined(path)) == (True, refused(BOMB))


def test_a_directory_that_understates_the_size_is_refused(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", [b" " * 30_000_000])
    content = path.read_bytes()
    stated = (len(BEGIN) + 30_000_000 + len(END)).to_bytes(4, "little")
    assert content.count(stated) > 0
    path.write_bytes(content.replace(stated, (9_000).to_bytes(4, "little")))
    assert read_confined(path) == refused(DAMAGED)


def test_many_members_that_are_bombs_together_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {**parts(), **{f"xl/worksheets/s{n}.xml": bytes(7_000_000) for n in range(8)}})
    assert read_confined(path) == refused(BOMB)


def test_sixty_thousand_members_are_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {**parts(), **{f"{n}": b"" for n in range(60_000)}})
    assert read_confined(path) == refused(BOMB)


def test_archives_in_the_archive_are_never_opened(tmp_path: Path) -> None:
    inner = raw(tmp_path / "inner.xlsx", rows=HEADINGS).read_bytes()
    members = {**parts(rows=HEADINGS), "xl/embeddings/a.xlsx": inner, "xl/embeddings/b.zip": inner}
    assert read_confined(packed(tmp_path / "a.xlsx", members)) == Outcome(refused=None, rows=0)


@pytest.mark.parametrize("attributes", [b"", b' s="1" customFormat="1" ht="15"'])
def test_a_million_empty_rows_are_passed_over(tmp_path: Path, attributes: bytes) -> None:
    rows = (b'<row r="%d"%s/>' % (number, attributes) for number in range(2, 1_000_002))
    path = with_rows(tmp_path / "a.xlsx", [b"".join(rows), b'<row r="1000002"><c t="b"><v>1</v></c></row>'])
    assert read_confined(path) == Outcome(refused=None, rows=1)


def test_half_a_million_rows_of_empty_cells_are_refused(tmp_path: Path) -> None:
    rows = (b'<row r="%d"><c r="A%d" s="3"/><c r="B%d" s="3"/></row>' % (n, n, n) for n in range(2, 500_000))
    assert read_confined(with_rows(tmp_path / "a.xlsx", [b"".join(rows)])) == refused(EMPTY)


def test_rows_empty_in_every_column_are_refused(tmp_path: Path) -> None:
    letters = [get_column_letter(number) for number in range(1, 16_385)]
    rows = (f"""<row r="{n}">{"".join(f'<c r="{letter}{n}"/>' for letter in letters)}</row>""" for n in range(2, 77))
    assert read_confined(with_rows(tmp_path / "a.xlsx", (one.encode() for one in rows))) == refused(EMPTY)


def test_the_stated_dimension_is_not_believed(tmp_path: Path) -> None:
    sheet = f"""<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{HEADINGS}"""
    path = raw(tmp_path / "a.xlsx", sheet=f"{sheet}{row(2, text('A2', '甲'))}</sheetData></worksheet>")
    assert read_confined(path) == Outcome(refused=None, rows=1)


@pytest.mark.parametrize(
    ("piece", "times", "message"),
    [
        (b"<a/>", 1_300_000, EMPTY),
        (b"<a>", 1_300_000, EMPTY),
        (b"<!--%s-->" % random_hex(8_000_000), 1, DAMAGED),
        (b'<row a="%s"/>' % random_hex(8_000_000), 1, DAMAGED),
    ],
    ids=["elements", "depth", "comment", "attribute"],
)
def test_xml_that_only_costs_is_refused(tmp_path: Path, piece: bytes, times: int, message: str) -> None:
    assert read_confined(with_rows(tmp_path / "a.xlsx", [piece * times])) == refused(message)


def test_a_million_different_names_are_refused(tmp_path: Path) -> None:
    assert read_confined(with_rows(tmp_path / "a.xlsx", [b"".join(b"<a%x/>" % n for n in range(900_000))])) == refused(
        DAMAGED
    )


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, STRINGS, "xl/styles.xml", "[Content_Types].xml"])
def test_entities_are_refused_in_every_part(tmp_path: Path, part: str) -> None:
    laughs = "".join(f"""<!ENTITY l{n} "{f"&l{n - 1};" * 10}">""" for n in range(1, 10))
    members = parts(rows=HEADINGS)
    members[part] = f"""<!DOCTYPE l [<!ENTITY l0 "ha">{laughs}]>""".encode() + members[part]
    assert read_confined(packed(tmp_path / "a.xlsx", members)) == refused(ENTITIES)


def test_a_part_from_outside_is_refused(tmp_path: Path) -> None:
    members = parts(rows=HEADINGS)
    members[SHEET] = b'<!DOCTYPE l [<!ENTITY l SYSTEM "file:///etc/passwd">]>' + members[SHEET]
    assert refusal(packed(tmp_path / "a.xlsx", members)) == ENTITIES


def test_more_shared_strings_than_memory_bears_are_refused(tmp_path: Path) -> None:
    strings = (b"<si><t>%d</t></si>" % number for number in range(1_000_001))
    path = with_part(tmp_path / "a.xlsx", STRINGS, f'<sst xmlns="{MAIN}">'.encode(), [b"".join(strings)], b"</sst>")
    assert read_confined(path) == refused(TOO_MUCH_TEXT)


def test_one_shared_string_of_megabytes_costs_nothing_until_it_is_used(tmp_path: Path) -> None:
    strings = f"<si><t>{'长' * 800_000}</t></si>"
    unused = raw(tmp_path / "a.xlsx", rows=HEADINGS, strings=strings)
    used = raw(tmp_path / "b.xlsx", rows=HEADINGS + row(2, """<c r="B2" t="s"><v>0</v></c>"""), strings=strings)
    message = "工作表“事项”单元格 B2的内容超过 32,767 个字，不是表格软件能写出的单元格。请缩短后再导入。"
    assert (read_confined(unused), read_confined(used)) == (Outcome(refused=None, rows=0), refused(message))


@pytest.mark.parametrize("index", ["7", "-1", "9" * 5000, "x"])
def test_a_shared_string_that_is_not_there_is_refused_at_its_place(tmp_path: Path, index: str) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + row(2, f"""<c r="B2" t="s"><v>{index}</v></c>"""))
    expected = "工作表“事项”单元格 B2引用了不存在的文字，文件已损坏。请另存为新的 .xlsx 再导入。"
    assert refusal(path) == expected


@pytest.mark.parametrize("length", [40_000, 2_000_000])
def test_a_cell_longer_than_a_spreadsheets_is_refused_at_its_place(tmp_path: Path, length: int) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + row(2, text("B2", "长" * length)))
    message = "工作表“事项”单元格 B2的内容超过 32,767 个字，不是表格软件能写出的单元格。请缩短后再导入。"
    assert refusal(path) == message


@pytest.mark.parametrize(
    "cells", ["<c><v>1</v></c>" * 100_000, """<c r="XFE2"><v>1</v></c>""", """<c r="$"><v>1</v></c>"""]
)
def test_more_columns_than_a_spreadsheet_has_are_refused(tmp_path: Path, cells: str) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + row(2, cells))
    assert read_confined(path) == refused("工作表“事项”第 2 行的列数超过 16,384。请删去多余的列再导入。")


@pytest.mark.parametrize("number", ["1", "0", "9999999"])
def test_rows_out_of_order_are_refused(tmp_path: Path, number: str) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + f"""<row r="{number}"><c><v>1</v></c></row>""")
    expected = f"工作表“事项”的行号错乱（第 1 行之后是 {number}）。请另存为新的 .xlsx 再导入。"
    assert refusal(path) == expected


def test_hundreds_of_thousands_of_merged_ranges_are_refused(tmp_path: Path) -> None:
    ranges = b"".join(b'<mergeCell ref="A%d:XFD1048576"/>' % number for number in range(1, 400_000))
    path = with_rows(tmp_path / "a.xlsx", [b"</sheetData>", ranges], b"</worksheet>")
    assert read_confined(path) == refused(TOO_MANY_MERGED)


def test_a_merge_of_every_column_down_to_the_end_is_refused(tmp_path: Path) -> None:
    letters = [get_column_letter(number) for number in range(1, 16_385)]
    full = row(2, *(f"""<c r="{letter}2"><v>1</v></c>""" for letter in letters)).encode()
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(3, 50_000))
    ranges = "".join(f"""<mergeCell ref="{letter}2:{letter}1048576"/>""" for letter in letters).encode()
    path = with_rows(tmp_path / "a.xlsx", [full, rows, b"</sheetData>", ranges], b"</worksheet>")
    assert read_confined(path) == refused(TOO_MANY_MERGED)


def test_a_merge_of_the_whole_sheet_fills_nothing(tmp_path: Path) -> None:
    path = with_rows(tmp_path / "a.xlsx", [b'</sheetData><mergeCell ref="A1:XFD1048576"/>'], b"</worksheet>")
    assert read_confined(path) == Outcome(refused=None, rows=0)


@pytest.mark.parametrize("name", ["../a", "/etc/passwd", "xl/../../a", "C:/a", "XL/workbook.xml"])
def test_names_that_lead_out_or_repeat_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(packed(tmp_path / "a.xlsx", {**parts(rows=HEADINGS), name: b"1"})) == NAMES


@pytest.mark.parametrize("kept", [0.2, 0.6, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, kept: float) -> None:
    content = raw(tmp_path / "a.xlsx", rows=HEADINGS).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(content[: int(len(content) * kept)])
    assert refusal(tmp_path / "b.xlsx") == DAMAGED


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    assert refusal(raw(tmp_path / "a.xlsx", sheet=f"""<worksheet xmlns="{MAIN}"><sheetData><row>""")) == DAMAGED


def test_flipped_bytes_are_refused(tmp_path: Path) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS + "".join(row(n, text(f"A{n}", str(n))) for n in range(2, 500)))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        place = archive.getinfo(SHEET).header_offset + 100
    content[place : place + 40] = bytes(40)
    path.write_bytes(content)
    assert refusal(path) == DAMAGED


def test_a_csv_with_a_line_of_90_megabytes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.write("事项名称,实施编码\n".encode())
        file.writelines(b"a" * 1_000_000 for _ in range(90))
    assert read_confined(tmp_path / "a.csv") == refused(
        "第 2 行太长（超过 1,048,576 个字），不像表格的一行。请检查换行和引号。"
    )
