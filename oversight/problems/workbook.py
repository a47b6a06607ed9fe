"""The ledger of what could not be done as a workbook, written row by row. No name, no phone: these are not in the ledger."""

from collections.abc import Iterator
from datetime import datetime
from typing import IO

from django.db.models import QuerySet
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from accounts.cells import neutral
from accounts.workbooks import bold, on_the_wall
from matters.workdays import WorkCalendar
from notices.listing.paging import slice_of
from oversight.models import CallBack, Problem, Stars
from oversight.problems.colours import Edges
from oversight.problems.lines import Line, lines_of

COLUMNS = (
    "编号", "时间", "渠道", "办事地点", "窗口", "事项", "事项编码", "原因", "什么事没办成", "诉求", "接待人", "承办单位",
    "紧急程度", "期限", "状态", "四色", "当场办结", "结果和答复", "答复时间", "满意度", "共性问题",
)  # fmt: skip
_WIDTHS = (20, 18, 14, 26, 14, 38, 12, 12, 50, 36, 14, 26, 10, 12, 10, 8, 10, 50, 18, 12, 30)
BATCH = 500
"""Rows read at a time."""


def write_workbook(file: IO[bytes], rows: QuerySet[Problem], seen: Edges, calendar: WorkCalendar) -> int:
    """The headings and a row each, newest first. Texts are never formulas. Returns how many rows were written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("办不成事台账")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.print_title_rows, sheet.freeze_panes = "1:1", "B2"
    for number, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    sheet.append([bold(sheet, heading) for heading in COLUMNS])
    written = 0
    for line, stars in _every_line(rows, seen, calendar):
        sheet.append(_cells(line, stars))
        written += 1
    book.save(file)
    return written


def _every_line(rows: QuerySet[Problem], seen: Edges, calendar: WorkCalendar) -> Iterator[tuple[Line, int | None]]:
    """All of them with how satisfied the person was in the end, no more than BATCH in memory; two queries each time."""
    older = ""
    while True:
        page = slice_of(rows, BATCH, before=older)
        stars = _stars(page.keys)
        for line in lines_of(page.keys, seen, calendar):
            yield line, stars.get(line.problem.pk)
        if page.older is None:
            return
        older = str(page.older)


def _stars(keys: list[int]) -> dict[int, int]:
    """What was said in the last call that reached anybody."""
    calls = CallBack.objects.filter(case__problem__in=keys, stars__isnull=False).order_by("pk")
    return {pk: stars for pk, stars in calls.values_list("case__problem", "stars") if pk and stars}


def _cells(line: Line, stars: int | None) -> list[str | datetime | None]:
    problem, case, subject = line.problem, line.case, line.subject
    told = (problem.get_channel_display(), problem.site.name, problem.window)
    about = (subject.name, subject.code) if subject else ("", "")
    said = (problem.get_cause_display(), problem.what, problem.wish, problem.received_by, line.unit)
    stands = (case.get_urgency_display(), case.due_on, case.get_state_display(), line.colour.label)
    answered = ("是" if problem.on_the_spot else "否", case.answer)
    return [
        neutral(case.ref),
        on_the_wall(problem.at),
        *map(neutral, (*told, *about, *said, *stands, *answered)),
        on_the_wall(case.answered_at) if case.answered_at else None,
        *map(neutral, (Stars(stars).label if stars else "", problem.shared or "")),
    ]
