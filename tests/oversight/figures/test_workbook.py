"""Tables as a workbook: numbers stay numbers, texts stay texts."""

import io

from openpyxl import load_workbook

from oversight.figures.tables import Column, Row, Table, written
from oversight.figures.workbook import write_tables

COLUMNS = (Column(label="办事地点", is_number=False), Column(label="告知单"), Column(label="率", unit="%"))


def test_numbers_are_numbers_and_what_looks_like_a_formula_is_text():
    rows = (Row(cells=("=1+1", 1200, 12.5)), Row(cells=("演示街道", 0, None)))
    file = io.BytesIO()

    write_tables(file, "月报", [Table(key="t", title="地点/窗口", columns=COLUMNS, rows=rows)], [("率", "+怎么算")])

    book = load_workbook(file)
    assert book.sheetnames == ["地点窗口", "口径说明"]
    assert [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows(min_row=3)] == [
        ("办事地点", "告知单", "率（%）"),
        ("'=1+1", 1200, 12.5),
        ("演示街道", 0, None),
    ]
    assert [cell.value for cell in book.worksheets[1][4]] == ["率", "'+怎么算"]


def test_tables_of_one_name_get_sheets_of_their_own():
    file = io.BytesIO()
    table = Table(key="t", title="表" * 40, columns=COLUMNS, rows=())

    write_tables(file, "月报", [table, table], [])

    assert load_workbook(file).sheetnames == ["表" * 28, "表" * 28 + " 2", "口径说明"]


def test_numbers_are_written_as_people_read_them():
    share = Column(label="率", unit="%")
    assert [written(n, COLUMNS[1]) for n in (1234567, 0, 2.5, 3.0, None)] == ["1,234,567", "0", "2.5", "3", "—"]
    assert [written(n, share) for n in (12.34, 100.0, None)] == ["12.3%", "100%", "—"]
