"""What a file is: by what it holds, and only then by what it is called."""

import json
import re
from pathlib import Path
from typing import Literal

from matters.exchange.given import FileRefused
from matters.exchange.reading.encodings import BOMS
from matters.exchange.reading.package import open_package
from matters.exchange.reading.xml_parts import elements

Kind = Literal["xlsx", "csv", "json"]

LOOKED_AT = 1 << 16
"""Bytes at the beginning of a text by which it is told from other things."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENDINGS: dict[str, Kind] = {".xlsx": "xlsx", ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".json": "json"}
NAMES: dict[Kind, str] = {"xlsx": "Excel 工作簿（.xlsx）", "csv": "文本表格（.csv）", "json": "JSON 数据（.json）"}
SAVE_AS = "请在表格软件里打开，另存为 .xlsx 再导入。"
OTHERS = (
    (rb"%PDF-", "PDF 文件", "请向提供方索取原来的表格。"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*", "图片", "请向提供方索取原来的表格。"),
    (rb"\{\\rtf", "RTF 文档", "请把其中的表格复制到表格软件，另存为 .xlsx 再导入。"),
    (rb"(?i)\s*<(!doctype html|html|head|body|table|meta|style|div)", "网页", SAVE_AS),
    (rb"\s*<\?xml", "XML 文件", SAVE_AS),
    (rb"Rar!|7z\xbc\xaf|\x1f\x8b", "压缩包", "请先解压，再导入里面的表格。"),
    (rb"MZ.{0,64}\0|\x7fELF", "程序", "系统不接受程序文件。"),
)


def kind_of(path: Path) -> Kind:
    """Which of the three it is. FileRefused when it is none, or is called otherwise than what it holds."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    ending = path.suffix.lower()
    if not start.strip():
        raise FileRefused("文件是空的。")
    if start.startswith(OLE):
        raise _ole(path, ending)
    _refuse_others(start, ending)
    kind = _workbook(path) if start.startswith((b"PK\x03\x04", b"PK\x05\x06")) else _text(start, ending)
    if ENDINGS.get(ending, kind) != kind or ending in (".xls", ".et", ".xlsm", ".xlsb", ".ods"):
        raise FileRefused(f"文件名是 {ending}，内容却是{NAMES[kind]}。请改正文件名，或{SAVE_AS[1:]}")
    return kind


def _refuse_others(start: bytes, ending: str) -> None:
    bare = start.removeprefix(BOMS[0][0])
    for pattern, name, advice in OTHERS:
        if re.match(pattern, bare, re.DOTALL):
            called = f"文件名是 {ending}，内容却是" if ending in ENDINGS or ending == ".xls" else "这是"
            raise FileRefused(f"{called}{name}，不能导入。{advice}")


def _ole(path: Path, ending: str) -> FileRefused:
    """Old Office files and encrypted new ones share this container; its directory names the streams in UTF-16."""
    with path.open("rb") as file:
        content = file.read(64 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return FileRefused("文件加了密码，系统读不了。请去掉密码，另存为 .xlsx 再导入。")
    called = f"文件名是 {ending}，内容却是" if ending in ENDINGS else "这是"
    if "WordDocument".encode("utf-16-le") in content:
        return FileRefused(f"{called} Word 文档，不能导入。请把其中的表格复制到表格软件，另存为 .xlsx 再导入。")
    return FileRefused(f"{called}旧格式（.xls 或 .et）的表格。请在表格软件里打开，另存为 .xlsx 再导入。")


def _workbook(path: Path) -> Kind:
    with open_package(path) as archive:
        names = archive.NameToInfo
        types = {
            about.get("ContentType", "") for _, about in elements(archive, "[Content_Types].xml", "Override", "Default")
        }
        if any("macroEnabled" in one or "vbaProject" in one for one in types) or any(
            "vbaProject" in one for one in names
        ):
            raise FileRefused("工作簿带有宏；系统不运行宏，也不接受带宏的文件。请另存为不带宏的 .xlsx 再导入。")
        if any("sheet.binary" in one for one in types):
            raise FileRefused(f"这是二进制工作簿（.xlsb）。{SAVE_AS}")
        if any("spreadsheetml.sheet.main" in one or "spreadsheetml.template.main" in one for one in types):
            return "xlsx"
        if any("wordprocessingml" in one for one in types):
            raise FileRefused("内容是 Word 文档，不能导入。请把其中的表格复制到表格软件，另存为 .xlsx 再导入。")
        if "content.xml" in names:
            raise FileRefused(f"这是 OpenDocument 文件。{SAVE_AS}")
    raise FileRefused("这是压缩包，不是工作簿。请先解压，再导入里面的表格。")


def _text(start: bytes, ending: str) -> Kind:
    if b"\0" in start and not start.startswith((BOMS[1][0], BOMS[2][0])):
        called = f"文件名是 {ending}，内容却" if ending in ENDINGS else "内容"
        raise FileRefused(
            f"{called}不是文本，也不是工作簿（含空字符 NUL）。请用表格软件打开原文件，另存为 .xlsx 再导入。"
        )
    bare = start.removeprefix(BOMS[0][0]).lstrip()
    return "json" if _begins_json(bare) else "csv"


def _begins_json(start: bytes) -> bool:
    """Whether it begins as an object or a list does. A csv can begin with [事项], which no JSON does."""
    if re.match(rb"""\{\s*["}]|\[\s*[\[{"\]]""", start):
        return True
    try:
        return isinstance(json.loads(start), list | dict)
    except (ValueError, RecursionError):
        return False
