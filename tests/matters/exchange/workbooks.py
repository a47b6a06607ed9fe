"""Real files on disk: workbooks as a spreadsheet writes them, and packages no spreadsheet would write."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def saved(
    path: Path,
    sheets: Mapping[str, Iterable[Sequence[Any]]],
    *,
    merged: Mapping[str, Iterable[str]] | None = None,
    hidden: Iterable[str] = (),
) -> Path:
    """A workbook as openpyxl saves it: the rows of each sheet, ranges merged afterwards."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for reference in (merged or {}).get(name, ()):
            sheet.merge_cells(reference)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    book.save(path)
    return path


def parts(
    *,
    rows: str = "",
    sheet: str | None = None,
    strings: str = "",
    styles: str = "",
    content_type: str = SHEET_TYPE,
    links: str = "",
    properties: str = "",
) -> dict[str, bytes]:
    """The parts of the smallest workbook with one sheet, 事项, by their names in the archive."""
    about = f"""<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/>"""
    sheet = sheet if sheet is not None else f"""<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"""
    texts = {
        "[Content_Types].xml": f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{about}</Types>""",
        "_rels/.rels": _relationships(_link("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>"""
        """<sheet name="事项" sheetId="1" r:id="r1"/></sheets></workbook>""",
        "xl/_rels/workbook.xml.rels": _relationships(
            _link("r1", "worksheet", "worksheets/sheet1.xml")
            + _link("r2", "sharedStrings", "sharedStrings.xml")
            + _link("r3", "styles", "styles.xml")
            + links
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f"""<sst xmlns="{MAIN}">{strings}</sst>""",
        "xl/styles.xml": f"""<styleSheet xmlns="{MAIN}">{styles}</styleSheet>""",
    }
    return {name: text.encode() for name, text in texts.items()}


def _relationships(links: str) -> str:
    return f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"""


def _link(number: str, kind: str, target: str) -> str:
    return f"""<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"/>"""


def packed(path: Path, members: Mapping[str, bytes]) -> Path:
    """The members as an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def raw(path: Path, **what: str) -> Path:
    """The smallest workbook, see `parts`."""
    return packed(path, parts(**what))


def row(number: int, *cells: str) -> str:
    """A row of given cells."""
    return f"""<row r="{number}">{"".join(cells)}</row>"""


def text(reference: str, value: str) -> str:
    """A cell with a text of its own."""
    return f"""<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>"""


HEADINGS = row(1, text("A1", "事项名称"), text("B1", "实施编码"))
