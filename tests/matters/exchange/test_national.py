"""The national exchange tables: columns, codes, what is missing, and the way back."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from matters import enums
from matters.exchange import national
from matters.exchange.national_columns import NATIONAL_TABLES, digit
from matters.exchange.sources import NATIONAL
from matters.exchange.writing import exportable
from matters.guide import Charge, Faq
from matters.keeping import copy_of
from matters.models import Matter
from tests import factories
from tests.matters.exchange.bringing import bring, said

pytestmark = pytest.mark.django_db


def matter() -> Matter:
    guide = factories.make_guide(
        charges=(Charge(name="工本费", standard="10元/份", basis="收费目录", reduction="低保免收"),),
        faqs=(Faq(question="能代办吗？", answer="能。"),),
        basic_code="000123001000",
    )
    return factories.make_matter(guide)


def tables(folder: Path, *matters: Matter) -> Any:
    """The export as JSON."""
    path = folder / "a.json"
    national.export(path, Matter.objects.filter(pk__in=[m.pk for m in matters]))
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("field", sorted(set(NATIONAL) - {"nature"}))
def test_every_code_is_read_back_as_what_it_was_written_for(field: str) -> None:
    values = set(NATIONAL[field].values())
    assert {value: NATIONAL[field][digit(field, value)] for value in values} == {value: value for value in values}


def test_a_matter_stands_in_the_tables_in_the_platform_s_codes(tmp_path: Path) -> None:
    found = tables(tmp_path, matter())
    directory, basic, extend = (
        found[f"up_task_{name}"][0] for name in ("directory", "general_basic", "general_extend")
    )
    assert (directory["task_type"], directory["use_level"], directory["catalog_code"]) == ("01", "4", "000123001000")
    assert (basic["server_type"], basic["project_type"], basic["power_source"], basic["is_fee"]) == ("2", "2", "1", "1")
    assert (basic["anticipate_day"], basic["anticipate_type"], basic["promise_day"]) == (20, "工作日", 5)
    assert (extend["result_type"], extend["is_online"], extend["handle_area"]) == ("10", "0", "无")


def test_lists_have_a_row_each_with_the_matter_s_code(tmp_path: Path) -> None:
    draft = matter()
    found = tables(tmp_path, draft)
    assert [(r["order_num"], r["material_name"], r["page_num_y"], r["page_num_f"]) for r in found["up_task_general_material"]] == [
        (1, "居民身份证", 1, 1), (2, "居民户口簿", 1, 1), (3, "申请表", 1, 1),
    ]  # fmt: skip
    assert {r["task_code"] for rows in found.values() for r in rows} == {draft.implementation_code}
    assert [(r["fee_stand"], r["desc_explain"]) for r in found["up_task_general_fee_project"]] == [
        ("10元/份", "低保免收")
    ]
    assert [r["question"] for r in found["up_task_general_questions"]] == ["能代办吗？"]


def test_a_workbook_has_the_columns_and_their_chinese_below(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    national.export(path, exportable())
    book = load_workbook(path, read_only=True)
    assert book.sheetnames == [table.name for table in NATIONAL_TABLES]
    first, second = book["up_task_general_basic"].iter_rows(max_row=2, max_col=3, values_only=True)
    assert (first, second) == (
        ("task_code", "task_name", "task_handle_item"),
        ("实施编码", "事项名称", "业务办理项编码"),
    )


def test_a_csv_has_a_section_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    national.export(path, exportable())
    with path.open(encoding="utf-8-sig", newline="") as file:
        marks = [row[0] for row in csv.reader(file) if row and row[0].startswith("#")]
    assert marks == [f"#{table.name}" for table in NATIONAL_TABLES]


def test_required_columns_that_are_empty_are_named_with_their_matters(tmp_path: Path) -> None:
    draft = factories.make_matter(consult_phone="")
    done = national.export(tmp_path / "a.json", Matter.objects.filter(pk=draft.pk))
    assert f"必填项为空：up_task_general_basic.link_way（咨询方式），1个事项：{draft.code}" in done.problems


def test_a_public_service_needs_no_promised_limit(tmp_path: Path) -> None:
    draft = factories.make_matter(factories.make_guide(limits=()), matter_type=enums.MatterType.PUBLIC_SERVICE)
    done = national.export(tmp_path / "a.json", Matter.objects.filter(pk=draft.pk))
    assert [line for line in done.problems if "promise" in line] == []


def test_what_looks_like_a_formula_is_none(tmp_path: Path) -> None:
    draft, path = factories.make_matter(quantity_limit="=1+1"), tmp_path / "a.csv"
    national.export(path, Matter.objects.filter(pk=draft.pk))
    assert "'=1+1" in path.read_text("utf-8-sig")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_the_tables_carry_comes_back(tmp_path: Path, form: str) -> None:
    draft, path = matter(), tmp_path / f"a.{form}"
    before = copy_of(draft)
    national.export(path, Matter.objects.filter(pk=draft.pk))
    report = bring(path)
    after = copy_of(draft)
    assert [problem for problem in said(report) if problem[0] == "error"] == []
    same = (
        "name", "department", "basic_code", "implementation_code", "matter_type", "processing_type", "audiences", "exercise_level",
        "power_source", "limits", "conditions", "requirements", "charges", "legal_basis", "faqs", "visits", "visits_reason", "result_name",
        "result_kind", "consult_phone", "complaint_phone", "pauses", "channels",
    )  # fmt: skip
    assert [name for name in same if getattr(before, name) != getattr(after, name)] == []


def test_state_version_and_dates_are_those_of_the_edition_in_force(tmp_path: Path) -> None:
    live = factories.make_published()
    (row,) = tables(tmp_path, live)["up_task_directory"]
    (edition,) = live.editions.all()
    dates = (edition.effective_from.isoformat(), "")
    assert (row["task_state"], row["task_version"]) == ("1", 1)
    assert (row["plan_effective_date"], row["plan_cancel_date"]) == dates


def test_a_draft_that_was_never_published_has_no_version(tmp_path: Path) -> None:
    (row,) = tables(tmp_path, matter())["up_task_directory"]
    assert (row["task_state"], row["task_version"]) == ("4", "")


def test_every_column_of_the_exchange_tables_that_is_required_is_written() -> None:
    written = {table.name: {column.name for column in table.columns} for table in NATIONAL_TABLES}
    assert written["up_task_directory"] >= {"catalog_code", "task_state", "task_version", "by_law"}
