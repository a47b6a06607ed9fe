"""A workbook: its worksheets, and what their cells refer to."""

from dataclasses import dataclass
from zipfile import ZipFile

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from matters.exchange.given import FileRefused
from matters.exchange.reading.date_styles import date_styles
from matters.exchange.reading.package import DAMAGED
from matters.exchange.reading.part_links import Link, link_id, links_of
from matters.exchange.reading.sheet import Ground
from matters.exchange.reading.strings import shared_strings
from matters.exchange.reading.xml_parts import Patience, elements

MOST_SHEETS = 200
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


def read_workbook(archive: ZipFile, patience: Patience) -> Workbook:
    """The workbook's frame. Pictures, charts, pivot tables, macros and linked files are never opened.

    Raises FileRefused for a package that holds none, or too many sheets.
    """
    main = next((link.part for link in links_of(archive, "") if link.kind == "officeDocument"), "xl/workbook.xml")
    if main not in archive.NameToInfo:
        raise FileRefused(DAMAGED)
    links = links_of(archive, main)
    frame = elements(archive, main, "workbookPr", "sheet")
    ground = Ground(
        strings=next(
            (shared_strings(archive, link.part, patience) for link in links if link.kind == "sharedStrings"), []
        ),
        date_styles=next((date_styles(archive, link.part) for link in links if link.kind == "styles"), frozenset()),
        epoch=MAC_EPOCH if any(_is_true(about.get("date1904")) for _, about in frame) else WINDOWS_EPOCH,
    )
    has_external = any(link.kind == "externalLink" for link in links)
    return Workbook(sheets=_sheets(frame, links), ground=ground, notes=(EXTERNAL,) if has_external else ())


def _sheets(frame: list[tuple[str, dict[str, str]]], links: list[Link]) -> tuple[Sheet, ...]:
    parts = {link.id: link.part for link in links if link.kind == "worksheet"}
    found = [about for name, about in frame if name == "sheet"]
    if len(found) > MOST_SHEETS:
        raise FileRefused(f"工作簿有 {len(found)} 个工作表，最多读 {MOST_SHEETS} 个。请拆成几个文件分别导入。")
    return tuple(
        Sheet(
            name=about.get("name", ""),
            part=parts[link_id(about)],
            is_hidden=about.get("state", "visible") != "visible",
        )
        for about in found
        if link_id(about) in parts
    )


def _is_true(value: str | None) -> bool:
    return value in ("1", "true", "on")
