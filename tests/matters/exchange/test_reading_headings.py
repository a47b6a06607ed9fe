"""Where a table begins, and what merged cells mean."""

from pathlib import Path

import pytest

from matters.exchange.given import RawRow
from matters.exchange.reading import RawTable, tables
from tests.matters.exchange.read import knows, only, read
from tests.matters.exchange.workbooks import saved

HEAD = ["事项名称", "实施编码"]


def table_of(path: Path) -> tuple[RawTable, list[RawRow]]:
    """The first table and its rows."""
    for table in tables(path, knows=knows):
        return table, list(table.rows)
    raise AssertionError("no table")


@pytest.mark.parametrize("above", [0, 1, 15])
def test_titles_and_notes_above_the_headings_are_passed_over(tmp_path: Path, above: int) -> None:
    rows = [[f"北关区政务服务事项清单（{n}）"] for n in range(above)] + [HEAD, ["甲", "1"]]
    table, rows = table_of(
        saved(tmp_path / "a.xlsx", {"表": rows}, merged={"表": [f"A{n + 1}:K{n + 1}" for n in range(above)]})
    )
    assert (table.heading_row, [row.row for row in rows]) == (above + 1, [above + 2])


def test_titles_above_the_headings_of_a_csv_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("清单,,\n单位：份,,\n\n事项名称,实施编码,备注\n甲,1,\n", encoding="gb18030")
    table, rows = table_of(path)
    assert (table.heading_row, table.headings, rows[0].row) == (4, ("事项名称", "实施编码", "备注"), 5)


def test_of_equal_rows_the_first_holds_the_headings(tmp_path: Path) -> None:
    assert only(saved(tmp_path / "a.xlsx", {"表": [HEAD, HEAD]})) == [dict(zip(HEAD, HEAD, strict=True))]


def test_one_known_heading_is_enough_only_for_one_column(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"一": [["值"], [1]], "二": [["值", "别的"], [1, 2]]})
    assert [table.headings for table in tables(path, knows=knows)] == [("值",), ()]


def test_white_space_in_headings_collapses(tmp_path: Path) -> None:
    rows = [[" 事项名称\n", "实施编码", "承诺\n 时限\u200b", "值"], ["甲", "1", 5]]
    assert table_of(saved(tmp_path / "a.xlsx", {"表": rows}))[0].headings == ("事项名称", "实施编码", "承诺 时限", "值")


def test_a_repeated_heading_is_said_and_its_first_column_read(tmp_path: Path) -> None:
    table, rows = table_of(saved(tmp_path / "a.xlsx", {"表": [[*HEAD, "事项名称"], ["甲", "1", "乙"]]}))
    assert (table.repeated, dict(rows[0].cells)) == (("事项名称",), {"事项名称": "甲", "实施编码": "1"})


def test_headings_under_a_group_are_composed(tmp_path: Path) -> None:
    rows = [[*HEAD, "办结时限", None, "承诺期限"], [None, None, "法定", "承诺"], ["甲", "1", 20, 10, 5]]
    merged = {"表": ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]}
    table, rows = table_of(saved(tmp_path / "a.xlsx", {"表": rows}, merged=merged))
    assert table.headings == (*HEAD, "办结时限·法定", "办结时限·承诺", "承诺期限")
    assert [(row.row, list(row.cells.values())) for row in rows] == [(3, ["甲", "1", 20, 10, 5])]


def test_a_heading_known_by_itself_needs_no_group(tmp_path: Path) -> None:
    rows = [["基本信息", None], HEAD, ["甲", "1"]]
    assert table_of(saved(tmp_path / "a.xlsx", {"表": rows}, merged={"表": ["A1:B1"]}))[0].headings == tuple(HEAD)


def test_headings_merged_downwards_do_not_become_data(tmp_path: Path) -> None:
    rows = [[*HEAD, "时间"], [None, None, "天"], ["甲", "1", 5]]
    _, rows = table_of(saved(tmp_path / "a.xlsx", {"表": rows}, merged={"表": ["A1:A2", "B1:B2"]}))
    assert [row.row for row in rows] == [3]


def test_a_cell_merged_over_rows_holds_for_each(tmp_path: Path) -> None:
    rows = [
        ["事项名称", "材料名称"],
        ["甲", "身份证"],
        [None, "户口簿"],
        [None, "照片"],
        ["乙", "申请表"],
        [None, "合同"],
    ]
    assert read(saved(tmp_path / "a.xlsx", {"材料": rows}, merged={"材料": ["A2:A4"]})) == {
        "材料": [
            (2, {"事项名称": "甲", "材料名称": "身份证"}),
            (3, {"事项名称": "甲", "材料名称": "户口簿"}),
            (4, {"事项名称": "甲", "材料名称": "照片"}),
            (5, {"事项名称": "乙", "材料名称": "申请表"}),
            (6, {"材料名称": "合同"}),
        ]
    }


def test_a_cell_merged_over_columns_holds_for_the_first(tmp_path: Path) -> None:
    rows = [[*HEAD, "值"], ["甲", None, 1], [None, None, 2]]
    assert only(saved(tmp_path / "a.xlsx", {"表": rows}, merged={"表": ["A2:B3"]})) == [
        {"事项名称": "甲", "值": 1},
        {"事项名称": "甲", "值": 2},
    ]


def test_a_merged_row_without_cells_of_its_own_is_empty(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.xlsx", {"表": [HEAD, ["甲", "1"], [None, None]]}, merged={"表": ["A2:A3", "B2:B3"]})
    assert only(path) == [{"事项名称": "甲", "实施编码": "1"}]
