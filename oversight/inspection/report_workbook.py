"""The report of a round as a workbook of three sheets. Texts are never formulas; nothing of citizens is in it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from accounts.cells import neutral
from oversight.enums import Verdict
from oversight.inspection.report import Report

Cell = str | int | datetime | date | None
_WORDS = {**dict(Verdict.choices), "": "未查"}


def write_report(file: IO[bytes], report: Report) -> None:
    """概况, 逐份核对, 发现与整改."""
    book = Workbook(write_only=True)
    _write(book, "概况", (24, 40, 10, 10, 10, 10), _overview(report), bold="检查表")
    checked = (
        "序",
        "编号",
        "告知时间",
        "办事地点",
        "事项",
        "经办人",
        "层",
        "结果",
        *(a.question for a in report.answered),
        "说明",
    )
    widths = (6, 28, 18, 26, 32, 18, 18, 10, *(14 for _ in report.answered), 40)
    _write(book, "逐份核对", widths, [checked, *_checked(report)], bold=checked[0])
    found = (
        "发现", "发现的问题", "检查表问题", "办事地点", "事项", "告知记录", "涉及的工作人员", "整改单", "责任人", "整改措施", "期限", "状态",
    )  # fmt: skip
    widths = (14, 50, 30, 26, 32, 28, 16, 14, 16, 50, 14, 14)
    _write(book, "发现与整改", widths, [found, *_found(report)], bold=found[0])
    book.save(file)


def _overview(report: Report) -> list[Sequence[Cell]]:
    answers = report.answers
    return [
        ("单位", report.office),
        ("检查", report.title),
        ("方式", report.kind),
        ("检查人", report.by),
        ("开始", _wall(report.began_at)),
        ("结束", _wall(report.closed_at)),
        *report.how,
        ("小结", report.summary),
        ("合格", report.passing),
        ("有问题", report.wrong),
        ("未查完", report.left),
        ("合格率", report.passed),
        (),
        ("检查表", "问题", "是", "否", "不适用", "未查", "是的比例"),
        *((n, a.question, a.yes, a.no, a.none, a.left, a.share) for n, a in enumerate(report.answered, 1)),
        (),
        ("电话回访", "留有电话", answers.phones),
        *(("", outcome.label, count) for outcome, count in answers.outcomes),
        *(("", stars.label, count) for stars, count in answers.stars),
    ]


def _checked(report: Report) -> Iterable[Sequence[Cell]]:
    for one in report.checked:
        told = (
            one.position,
            one.serial,
            _wall(one.told_at),
            one.site,
            one.matter,
            one.told_by,
            one.stratum,
            one.result,
        )
        yield (
            *told,
            *(_WORDS[verdict] for verdict in one.verdicts),
            "；".join(f"{number}. {note.rstrip('。；')}" for number, note in one.notes),
        )


def _found(report: Report) -> Iterable[Sequence[Cell]]:
    for one in report.found:
        state = f"{one.state}（逾期）" if one.is_late else one.state
        about = (one.ref, one.words, one.question, one.site, one.matter, one.serial, one.clerk)
        yield (*about, one.order, one.responsible, one.measure, one.due_on, state)


def _write(book: Any, name: str, widths: Sequence[int], rows: Iterable[Sequence[Cell]], *, bold: str) -> None:
    """A sheet; `bold` is the first cell of its row of headings."""
    sheet = book.create_sheet(name)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    if name != "概况":
        sheet.print_title_rows, sheet.freeze_panes = "1:1", "C2"
    for number, width in enumerate(widths):
        sheet.column_dimensions[_letter(number)].width = width
    for row in rows:
        is_bold = bool(row) and row[0] == bold
        sheet.append([_cell(sheet, value, is_bold=is_bold) for value in row])


def _cell(sheet: object, value: Cell, *, is_bold: bool) -> Any:
    cell = WriteOnlyCell(sheet, value=neutral(value) if isinstance(value, str) else value)
    cell.font = Font(bold=is_bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    return cell


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else chr(ord("A") + number // 26 - 1) + chr(ord("A") + number % 26)


def _wall(at: datetime | None) -> datetime | None:
    """The time on the wall: a spreadsheet knows no zones."""
    return at.replace(tzinfo=None, microsecond=0) if at else None
