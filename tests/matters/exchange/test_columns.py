"""The tables and headings of a file, and that what is written is what is read."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from matters.exchange.columns import TABLES, knows, table_for
from matters.exchange.columns_written import written
from matters.guide import Party
from matters.working_copy import LISTS, OWN, WorkingCopy
from tests.matters.exchange.copies import copy_of, out_and_back, working_copies

SHEETS = (
    "事项",
    "材料",
    "环节",
    "收费",
    "情形",
    "办理地点",
    "时限",
    "受理条件",
    "设定依据",
    "特别程序",
    "办理渠道",
    "服务方式",
    "权利救济",
    "常见问题",
    "窗口安排",
)

NATIONAL = """
catalog_code task_name task_type use_level by_law task_code task_handle_item power_source dept_code dept_name
dept_type entrust_name anticipate_day anticipate_type promise_day promise_type accept_condition handle_flow
special_procedure is_fee fee_basis server_type project_type handle_type limit_scene_num transact_addr
transact_time link_way supervise_way link_addr mobile_terminal_url is_entry_center handle_area limit_explain
limit_scene_explain is_schedule is_pay_online is_express is_service_terminals is_online online_handle_depth
result_type result_name result_guid service_type other_dept user_topic_type corp_topic_type town_name
village_name order_num material_name material_type material_format is_need page_num page_format form_guid
example_guid source_type source_explain fill_explain accept_stand remark fee_name fee_stand is_desc
desc_explain question answer
"""


def test_there_is_a_sheet_for_the_matter_and_for_each_of_its_lists():
    assert {t.sheet for t in TABLES} == set(SHEETS)
    assert {t.name for t in TABLES} == {"matters", *LISTS}


def test_the_matters_columns_fill_all_of_its_own_fields():
    fields = {column.field.partition(".")[0] for column in TABLES[0].columns}
    assert fields == set(OWN)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_a_tables_headings_are_unique_and_begin_with_the_matters_key(table):
    assert table.headings[:3] == ("公开短码", "实施编码", "事项名称")
    assert len(set(table.headings)) == len(table.headings)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.sheet)
def test_every_column_says_what_to_write(table):
    assert [c.heading for c in table.columns if not c.note] == []


@pytest.mark.parametrize(
    "heading",
    [
        "事项名称",
        "*事项名称（必填）",
        "事 项\n名 称",
        "承诺时限（工作日）",
        "承诺办结时限",
        "材料份数",
        "task_name",
        "TASK_NAME",
        "收费标准(元)",
        "itemCode",
    ],
)
def test_a_heading_is_known_however_it_is_dressed(heading):
    assert knows(heading)


def test_a_sentence_is_no_heading():
    assert not knows("某区政务服务事项一览表")


def test_the_columns_of_the_national_tables_are_known():
    assert [name for name in re.findall(r"\w+", NATIONAL) if not knows(name)] == []


@pytest.mark.parametrize(
    ("sheet", "headings", "name"),
    [
        ("材料", ("事项名称", "材料名称"), "requirements"),
        ("up_task_general_material", ("task_code", "material_name"), "requirements"),
        ("Sheet1", ("事项名称", "材料名称", "材料份数"), "requirements"),
        ("Sheet1", ("事项名称", "问题", "解答"), "faqs"),
        ("matters", ("department", "main_item", "name", "itemCode"), "matters"),
        ("导出", ("事项名称", "承诺时限", "办理材料"), "matters"),
    ],
)
def test_a_sheet_is_recognised_by_its_name_or_its_headings(sheet, headings, name):
    assert table_for(sheet, headings).name == name


@pytest.mark.parametrize(("sheet", "headings"), [("说明", ("怎样填写",)), ("材料", ()), ("Sheet1", ("姓名", "电话"))])
def test_a_sheet_of_something_else_is_no_table(sheet, headings):
    assert table_for(sheet, headings) is None


def test_real_headings_are_all_known():
    with (Path(__file__).parent / "data" / "guangan_excerpt.csv").open(encoding="utf-8-sig") as file:
        assert [heading for heading in next(csv.reader(file)) if not knows(heading)] == []


@pytest.mark.parametrize(
    ("field", "longest"),
    [("name", 200), ("summary", 120), ("consult_phone", 60), ("matter_type", None), ("visits", None)],
)
def test_the_longest_text_of_a_column_is_the_models(field, longest):
    (column,) = (c for c in TABLES[0].columns if c.field == field)
    assert TABLES[0].limit(column) == longest


def test_a_matter_is_one_row_in_its_own_table_and_none_in_an_empty_list():
    copy = WorkingCopy(name="甲", department=Party(name="乙"))
    assert [len(list(written(table, copy))) for table in TABLES] == [1] + [0] * len(LISTS)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(working_copies(), working_copies(code="K7M2PB"))
def test_what_is_written_is_understood_to_the_letter(first, second):
    givens = out_and_back(first, second)
    assert [g.problems for g in givens if g.is_refused] == []
    assert [copy_of(g) for g in givens] == [first, second]
