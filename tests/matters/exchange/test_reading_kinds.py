"""What a file is: by its content, and said plainly when its name says otherwise."""

import zipfile
from pathlib import Path

import pytest

from matters.exchange.given import FileRefused
from matters.exchange.reading import kind_of
from tests.matters.exchange.read import refusal
from tests.matters.exchange.workbooks import HEADINGS, MACRO_TYPE, packed, parts, raw, saved

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def why_not(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        kind_of(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", "事项名称,实施编码".encode(), "csv"),
        ("a.txt", "事项名称\t实施编码".encode("utf-16"), "csv"),
        ("a.csv", "[事项]\n事项名称,实施编码".encode(), "csv"),
        ("upload", "#事项\n".encode("gb18030"), "csv"),
        ("a.csv", b"MZ,PK\n1,2\n", "csv"),
        ("a.json", b"\xef\xbb\xbf \n{\"matters\": []}", "json"),
        ("a.JSON", b"[{}]", "json"),
        ("upload", b"[1, 2]", "json"),
    ],
)  # fmt: skip
def test_text_is_told_apart_by_its_beginning(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert kind_of(tmp_path / name) == kind


@pytest.mark.parametrize("name", ["a.xlsx", "A.XLSX", "upload"])
def test_a_workbook_is_told_by_its_parts(tmp_path: Path, name: str) -> None:
    saved(tmp_path / "written.xlsx", {"表": [["值"]]}).rename(tmp_path / name)
    assert kind_of(tmp_path / name) == "xlsx"


@pytest.mark.parametrize(
    ("content", "is_said_to_be"),
    [
        ("事项名称,实施编码".encode(), "文本表格（.csv）。请改正文件名，或在表格软件里打开，另存为 .xlsx 再导入。"),
        (b"\x89PNG\r\n\x1a\n", "图片，不能导入。请向提供方索取原来的表格。"),
        (b"%PDF-1.7", "PDF 文件，不能导入。请向提供方索取原来的表格。"),
        (b"<html><table></table></html>", "网页，不能导入。请在表格软件里打开，另存为 .xlsx 再导入。"),
        (OLE + "WordDocument".encode("utf-16-le"), " Word 文档，不能导入。请把其中的表格复制到表格软件，另存为 .xlsx 再导入。"),
        (OLE + "Workbook".encode("utf-16-le"), "旧格式（.xls 或 .et）的表格。请在表格软件里打开，另存为 .xlsx 再导入。"),
        (b"MZ\x90\0\x03", "程序，不能导入。系统不接受程序文件。"),
        (b"{}", "JSON 数据（.json）。请改正文件名，或在表格软件里打开，另存为 .xlsx 再导入。"),
    ],
)  # fmt: skip
def test_a_wrong_ending_is_refused_with_what_it_is(tmp_path: Path, content: bytes, is_said_to_be: str) -> None:
    assert why_not(tmp_path / "a.xlsx", content) == f"文件名是 .xlsx，内容却是{is_said_to_be}"


@pytest.mark.parametrize("ending", ["csv", "json", "xls"])
def test_a_workbook_of_another_name_is_refused(tmp_path: Path, ending: str) -> None:
    content = saved(tmp_path / "a.xlsx", {"表": [["值"]]}).read_bytes()
    expected = (
        f"文件名是 .{ending}，内容却是Excel 工作簿（.xlsx）。请改正文件名，或在表格软件里打开，另存为 .xlsx 再导入。"
    )
    assert why_not(tmp_path / f"a.{ending}", content) == expected


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", OLE, "这是旧格式（.xls 或 .et）的表格。请在表格软件里打开，另存为 .xlsx 再导入。"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "文件加了密码，系统读不了。请去掉密码，另存为 .xlsx 再导入。"),
        ("a.csv", b" \r\n", "文件是空的。"),
        ("a.csv", bytes(100_000), "文件名是 .csv，内容却不是文本，也不是工作簿（含空字符 NUL）。请用表格软件打开原文件，另存为 .xlsx 再导入。"),
        ("a.xlsx", b"PK\x03\x04 no more", "文件已损坏或没有传完整，无法读取。请在表格软件里打开，另存为新的 .xlsx 再导入。"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    assert why_not(tmp_path / name, content) == said


def test_archives_that_are_no_workbooks_are_named(tmp_path: Path) -> None:
    word = packed(tmp_path / "a.xlsx", parts(content_type="application/vnd.wordprocessingml.document.main+xml"))
    other = packed(tmp_path / "b.zip", {"甲.csv": b"1"})
    open_document = packed(tmp_path / "c.ods", {"content.xml": b"<a/>"})
    assert [refusal(path) for path in (word, other, open_document)] == [
        "内容是 Word 文档，不能导入。请把其中的表格复制到表格软件，另存为 .xlsx 再导入。",
        "这是压缩包，不是工作簿。请先解压，再导入里面的表格。",
        "这是 OpenDocument 文件。请在表格软件里打开，另存为 .xlsx 再导入。",
    ]


MACRO = "工作簿带有宏；系统不运行宏，也不接受带宏的文件。请另存为不带宏的 .xlsx 再导入。"


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_a_macro_workbook_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert refusal(raw(tmp_path / name, rows=HEADINGS, content_type=MACRO_TYPE)) == MACRO


def test_a_workbook_with_macros_smuggled_in_is_refused(tmp_path: Path) -> None:
    path = raw(tmp_path / "a.xlsx", rows=HEADINGS)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", "Sub AutoOpen()")
    assert refusal(path) == MACRO
