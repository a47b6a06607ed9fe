"""Rows of the ledger as a workbook, written row by row. Nothing in it that anybody typed about an applicant: no name, no phone, no free text."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from accounts.cells import neutral
from accounts.workbooks import bold, on_the_wall
from notices.listing.lines import Line, lines_of
from notices.listing.paging import slice_of
from notices.models.notice import NoticeQuerySet
from notices.void_reasons import spoken_reason

COLUMNS = (
    "编号", "种类", "所属告知单", "办事地点", "事项", "事项编码", "版本", "告知时间", "告知方式", "窗口", "首问责任人",
    "签收方式", "签收时间", "办理进展", "期限", "作废时间", "作废原因", "链校验值",
)  # fmt: skip
_WIDTHS = (28, 16, 28, 26, 38, 12, 8, 18, 10, 14, 16, 14, 18, 12, 12, 18, 20, 68)
BATCH = 500
"""Rows read at a time."""


def write_workbook(file: IO[bytes], rows: NoticeQuerySet) -> int:
    """The headings and a row a document, newest first. Texts are never formulas. Returns how many rows were written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("告知记录")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.print_title_rows, sheet.freeze_panes = "1:1", "B2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([bold(sheet, heading) for heading in COLUMNS])
    written = 0
    for line in every_line(rows):
        sheet.append(_cells(line))
        written += 1
    book.save(file)
    return written


def every_line(rows: NoticeQuerySet) -> Iterator[Line]:
    """All of them, no more than BATCH in memory."""
    older = ""
    while True:
        page = slice_of(rows, BATCH, before=older)
        yield from lines_of(page.keys)
        if page.older is None:
            return
        older = str(page.older)


def _cells(line: Line) -> list[str | int | datetime | None]:
    notice = line.notice
    receipt, voiding = getattr(notice, "receipt", None), getattr(notice, "voiding", None)
    return [
        *_texts(notice.serial, notice.get_kind_display(), notice.follows.serial if notice.follows else ""),
        *_texts(notice.site.name, notice.subject.name, notice.subject.code),
        notice.edition.number,
        on_the_wall(notice.issued_at),
        *_texts(notice.get_manner_display(), line.window, line.told_by, line.receipt),
        on_the_wall(receipt.at) if receipt else None,
        *_texts(line.stage, line.due_on or ""),
        on_the_wall(voiding.at) if voiding else None,
        *_texts(spoken_reason(voiding.reason) if voiding else "", notice.chain_sha256),
    ]


def _texts(*values: object) -> Iterable[str]:
    return map(neutral, values)
