"""The report of an import as its page shows it: what is wrong, in pages; what could be repaired, by kind; what would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from accounts.place_words import place_words
from matters.exchange.repairs import KINDS
from matters.exchange.report import RESULT_WORDS, SEVERITY_WORDS, Result
from matters.models import Matter

PROBLEMS_A_PAGE = 100
REPAIRS_SHOWN = 300
"""Repairs that can be ticked one by one; of more only whole kinds can."""
CHANGES_SHOWN = 200
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Repairs of one kind. `rows` are those that can be ticked one by one; `is_accepted`: all are."""

    key: str
    words: str
    total: int
    is_accepted: bool
    rows: Sequence[Row] = ()


def problems_of(report: Row, severity: str = "", number: str = "1") -> "Page[Row]":
    """One page of the problems, the worst first, those of one check beside each other."""
    rows = [row for row in problems_sorted(report) if severity in {"", row["severity"]}]
    return Paginator(rows, PROBLEMS_A_PAGE).get_page(number)


def problems_sorted(report: Row) -> list[Row]:
    """All problems, the worst first, then by check and place."""
    order = {key: place for place, key in enumerate(SEVERITY_WORDS)}
    return sorted(
        ({**row, "words": SEVERITY_WORDS[row["severity"]]} for row in report.get("problems", ())),
        key=lambda row: (order[row["severity"]], row["check"], row["sheet"], row["row"]),
    )


def severity_counts(report: Row) -> list[tuple[str, str, int]]:
    """Every severity with its word and how many problems have it."""
    rows = report.get("problems", ())
    return [(key.value, words, sum(row["severity"] == key for row in rows)) for key, words in SEVERITY_WORDS.items()]


def repair_kinds(report: Row, accepted: list[str]) -> list[Kind]:
    """The repairs by kind, the accepted ones ticked."""
    ticked, left, kinds = set(accepted), REPAIRS_SHOWN, []
    repairs = sorted(report.get("repairs", ()), key=lambda row: row["kind"])
    for key, group in groupby(repairs, key=lambda row: row["kind"]):
        rows = [{**row, "is_accepted": row["id"] in ticked} for row in group]
        done = all(row["is_accepted"] for row in rows)
        words = KINDS.get(key, key)
        kinds.append(Kind(key=key, words=words, total=len(rows), is_accepted=done, rows=rows[: max(left, 0)]))
        left -= len(rows)
    return kinds


def accepted_of(report: Row, kinds: list[str], single: list[str]) -> list[str]:
    """The repairs that a form with those ticks accepts."""
    wanted, ticked = set(kinds), set(single)
    return sorted(row["id"] for row in report.get("repairs", ()) if row["kind"] in wanted or row["id"] in ticked)


def changes_of(report: Row) -> list[Row]:
    """Matters that would change, each with what changes in words; the first of them."""
    changed = [row for row in report.get("matters", ()) if row["changes"]][:CHANGES_SHOWN]
    return [
        {**row, "changes": [{**edit, "words": place_words(Matter, edit["place"])} for edit in row["changes"]]}
        for row in changed
    ]


def fresh_of(report: Row) -> list[Row]:
    """Matters that would be new; the first of them."""
    return [row for row in report.get("matters", ()) if row["outcome"] == Result.CREATED][:CHANGES_SHOWN]


def count_words(report: Row) -> list[tuple[str, str, int]]:
    """What becomes of the file's matters: every result with its word and how many have it; nothing before a file was looked through."""
    return [(key.value, words, report[key.value]) for key, words in RESULT_WORDS.items()] if "created" in report else []


def problem_workbook(report: Row) -> BytesIO:
    """The problems as a workbook to send back: text only, so that nothing in it can be taken for a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("问题")
    for letter, width in zip("ABCDEFG", (16, 8, 20, 36, 10, 60, 20), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(["工作表", "行", "列", "单元格内容", "程度", "问题与建议", "检查"])
    for row in problems_sorted(report):
        words = SEVERITY_WORDS[row["severity"]]
        texts = (row["sheet"], str(row["row"] or ""), row["column"], row["value"], words, row["message"], row["check"])
        sheet.append([_text_cell(sheet, text) for text in texts])
    out = BytesIO()
    book.save(out)
    out.seek(0)
    return out


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
