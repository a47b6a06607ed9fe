"""The workbook to fill in: our sheets with notes at their headings and drop-downs, how to fill them in, and an example to look at.

The example stands among the explanations, which an import leaves out, so the untouched template holds no matter and changes nothing.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl.comments.comments import Comment
from openpyxl.utils.cell import get_column_letter, quote_sheetname
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation

from matters.exchange.columns import TABLES, Column, Table
from matters.exchange.template_explanation import DICTIONARY, explain
from matters.exchange.writing_shape import shape_of
from matters.exchange.writing_workbook import head_cell, make_sheet, save

LAST_ROW = 5000
"""Drop-downs reach down to here."""
_AUTHOR = "govservice"


def write_template(path: Path) -> None:
    """Write the template workbook; the same bytes each time."""
    workbook = Workbook(write_only=True)
    explain(workbook)
    for table in TABLES:
        _add_table(workbook, table)
    _list_choices(workbook)
    save(workbook, path)


def chosen_columns() -> Iterator[tuple[Table, Column]]:
    """The columns whose words stand on the sheet 字典, in its order."""
    return ((table, column) for table in TABLES for column in table.columns if column.choices)


def _add_table(workbook: Any, table: Table) -> None:
    sheet = make_sheet(workbook, shape_of(table), note=lambda place: _note(table.columns[place]))
    for number, column in enumerate(table.columns, 1):
        if column.choices and not _takes_several(column):
            letter = get_column_letter(number)
            validation = DataValidation(
                type="list", formula1=f"={_range(table, column)}", allow_blank=True, showErrorMessage=True
            )
            validation.error = "请从下拉里选一个"
            validation.add(f"{letter}2:{letter}{LAST_ROW}")
            sheet.data_validations.append(validation)


def _takes_several(column: Column) -> bool:
    """A drop-down chooses one; where several may stand in a cell the note says so."""
    return "几个" in column.note


def _note(column: Column) -> Comment:
    start = "必填。" if column.required else ""
    words = f"可选：{'、'.join(column.choices)}。" if column.choices else ""
    comment = Comment(f"{start}{column.note}{'。' if column.note and words else ''}{words}" or column.heading, _AUTHOR)
    comment.width, comment.height = 320, 120
    return comment


def _range(table: Table, column: Column) -> str:
    place = next(n for n, pair in enumerate(chosen_columns(), 1) if pair == (table, column))
    letter = get_column_letter(place)
    return f"{quote_sheetname(DICTIONARY)}!${letter}$2:${letter}${len(column.choices) + 1}"


def _list_choices(workbook: Any) -> None:
    sheet = workbook.create_sheet(DICTIONARY)
    columns = [(f"{table.sheet}·{column.heading}", column.choices) for table, column in chosen_columns()]
    sheet.append([head_cell(sheet, title) for title, _ in columns])
    for row in range(max(len(words) for _, words in columns)):
        sheet.append([words[row] if row < len(words) else None for _, words in columns])
