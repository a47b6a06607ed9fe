"""The workbook to fill in."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from matters.exchange.columns import TABLES
from matters.exchange.given import FileRefused
from matters.exchange.template import write_template
from matters.exchange.template_explanation import DICTIONARY, EXPLANATION, MARK
from matters.models import Matter
from tests.matters.exchange.bringing import bring, counts


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "模板.xlsx"
    write_template(path)
    return path


@pytest.fixture
def book(template: Path) -> Workbook:
    return load_workbook(template)


def test_it_has_a_sheet_a_table_and_explanations(book: Workbook) -> None:
    assert book.sheetnames == [EXPLANATION, *(table.sheet for table in TABLES), DICTIONARY]


def test_its_headings_are_ours(book: Workbook) -> None:
    assert {t.sheet: tuple(c.value for c in book[t.sheet][1]) for t in TABLES} == {t.sheet: t.headings for t in TABLES}


def test_every_heading_has_a_remark(book: Workbook) -> None:
    assert [c.value for table in TABLES for c in book[table.sheet][1] if not c.comment] == []


def test_every_drop_down_offers_the_words_of_its_column(book: Workbook) -> None:
    wrong = [
        (table.sheet, column.heading)
        for table in TABLES
        for number, column in enumerate(table.columns)
        if (offered := _offered(book, table.sheet, number)) and offered != column.choices
    ]
    assert wrong == []
    assert _offered(book, "事项", _place("办件类型")) == ("即办件", "承诺件")


def _place(heading: str) -> int:
    return TABLES[0].headings.index(heading)


def _offered(book: Workbook, sheet: str, number: int) -> tuple[str, ...]:
    """The words of the list behind a column's cells."""
    for validation in book[sheet].data_validations.dataValidation:
        if next(iter(validation.sqref.ranges)).min_col == number + 1:
            cells: Any = book[DICTIONARY][validation.formula1.partition("!")[2].replace("$", "")]
            return tuple(row[0].value for row in cells)
    return ()


def test_code_columns_are_preset_as_text(book: Workbook) -> None:
    assert book["事项"].column_dimensions["B"].number_format == "@"


def test_the_example_is_marked(book: Workbook) -> None:
    assert MARK in [row[0].value for row in book[EXPLANATION].iter_rows()]


def test_it_is_the_same_file_every_time(template: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == template.read_bytes()


@pytest.mark.django_db
def test_untouched_it_changes_nothing_and_the_import_says_so(template: Path) -> None:
    before = Matter.objects.count()
    with pytest.raises(FileRefused, match="没有可以导入的事项"):
        bring(template)
    assert Matter.objects.count() == before


@pytest.mark.django_db
def test_filled_in_it_brings_matters_in(template: Path, book: Workbook) -> None:
    row = {"事项名称": "演示填写的事项", "实施主体": "演示部门", "事项类型": "公共服务", "到现场次数": 1}
    book["事项"].append([row.get(heading) for heading in TABLES[0].headings])
    book.save(template)
    assert counts(bring(template)) == (1, 0, 0, 0)
    matter = Matter.objects.get(name="演示填写的事项")
    assert (matter.matter_type, matter.department.name) == ("service", "演示部门")
