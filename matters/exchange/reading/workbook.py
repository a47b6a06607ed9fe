"""A workbook: its worksheets, and what their cells refer to."""

import posixpath
import re
from dataclasses import dataclass
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from matters.exchange.given import FileRefused
from matters.exchange.reading.package import DAMAGED
from matters.exchange.reading.sheet import Ground
from matters.exchange.reading.strings import shared_strings
from matters.exchange.reading.xml_parts import Patience, elements

MOST_SHEETS = 200
CHINESE_DATES = frozenset((*range(27, 37), *range(50, 59)))
"""Number formats that are dates in Chinese Excel and WPS without being written into the file (ECMA-376 part 1, 18.8.30)."""
EXTERNAL = "工作簿链接到其他文件；系统不打开外部链接，只读本文件里的内容。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A worksheet: its name, the part that holds it, whether the reader of the workbook sees it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What is known before any row is read."""

    sheets: tuple[Sheet, ...]
    ground: Ground
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    id: str
    kind: str
    part: str


def read_workbook(archive: ZipFile, patience: Patience) -> Workbook:
    """The workbook's frame. Pictures, charts, pivot tables, macros and linked files are never opened.

    Raises FileRefused for a package that holds none, or too many sheets.
    """
    main = next((link.part for link in _links(archive, "") if link.kind == "officeDocument"), "xl/workbook.xml")
    if main not in archive.NameToInfo:
        raise FileRefused(DAMAGED)
    links = _links(archive, main)
    frame = elements(archive, main, "workbookPr", "sheet")
    ground = Ground(
        strings=next(
            (shared_strings(archive, link.part, patience) for link in links if link.kind == "sharedStrings"), []
        ),
        date_styles=next((_date_styles(archive, link.part) for link in links if link.kind == "styles"), frozenset()),
        epoch=MAC_EPOCH if any(_is_true(about.get("date1904")) for _, about in frame) else WINDOWS_EPOCH,
    )
    has_external = any(link.kind == "externalLink" for link in links)
    return Workbook(sheets=_sheets(frame, links), ground=ground, notes=(EXTERNAL,) if has_external else ())


def _sheets(frame: list[tuple[str, dict[str, str]]], links: list[_Link]) -> tuple[Sheet, ...]:
    parts = {link.id: link.part for link in links if link.kind == "worksheet"}
    found = [about for name, about in frame if name == "sheet"]
    if len(found) > MOST_SHEETS:
        raise FileRefused(f"工作簿有 {len(found)} 个工作表，最多读 {MOST_SHEETS} 个。请拆成几个文件分别导入。")
    return tuple(
        Sheet(
            name=about.get("name", ""),
            part=parts[_link_id(about)],
            is_hidden=about.get("state", "visible") != "visible",
        )
        for about in found
        if _link_id(about) in parts
    )


def _link_id(about: dict[str, str]) -> str:
    return next((value for name, value in about.items() if name.endswith("}id")), "")


def _links(archive: ZipFile, part: str) -> list[_Link]:
    """The parts of this archive that a part refers to; those that are not in it are left out."""
    folder, name = posixpath.split(part)
    described = elements(archive, posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship")
    links = (_link(about, folder) for _, about in described)
    return [link for link in links if link.part in archive.NameToInfo]


def _link(about: dict[str, str], folder: str) -> _Link:
    target = about.get("Target", "")
    part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return _Link(about.get("Id", ""), about.get("Type", "").rpartition("/")[2], part)


def _date_styles(archive: ZipFile, part: str) -> frozenset[str]:
    """Numbers of the cell styles that show a date. An elapsed time ([h]:mm) is not a date: its number stays a number."""
    described = elements(archive, part, "numFmt", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "xf")
    formats = {about.get("numFmtId", ""): about.get("formatCode", "") for name, about in described if name == "numFmt"}
    styles: list[str] = []
    group = ""
    for name, about in described:
        if name != "xf":
            group = name
        elif group == "cellXfs":
            styles.append(about.get("numFmtId", "0"))
    dates = {number for number in set(styles) if _is_date(number, formats.get(number))}
    return frozenset(str(index) for index, number in enumerate(styles) if number in dates)


def _is_date(number: str, code: str | None) -> bool:
    if not re.fullmatch(r"\d{1,6}", number):
        return False
    code = code or BUILTIN_FORMATS.get(int(number))
    if code is None:
        return int(number) in CHINESE_DATES
    return is_date_format(code) and not is_timedelta_format(code)


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")
