"""Codes, and what digits mean from source to source."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from matters.enums import Audience, LimitUnit, MatterType, Necessity
from matters.exchange.codes import implementation
from matters.exchange.columns import TABLES
from matters.exchange.given import RawRow
from matters.exchange.joining import FileTable
from matters.exchange.organisation_codes import OrgCode, organisation
from matters.exchange.sources import SOURCES, UNKNOWN, recognise
from matters.exchange.understanding import understand
from tests.matters.exchange.asking import checks, matter, requirements

EXCERPT = Path(__file__).parent / "data" / "guangan_excerpt.csv"


@pytest.fixture(scope="module")
def rows():
    with EXCERPT.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def givens(rows):
    raw = [RawRow(number, {h: c for h, c in row.items() if c}) for number, row in enumerate(rows, start=2)]
    return list(understand([FileTable(TABLES[0], "matters", tuple(rows[0]), raw)]))


def test_every_row_of_a_real_list_becomes_a_draft(rows, givens):
    assert [(g.row, g.is_refused) for g in givens] == [(number, False) for number in range(2, len(rows) + 2)]


def test_a_real_row_has_its_type_codes_department_and_address(rows, givens):
    values, row = givens[0].values, rows[0]
    assert (values["name"], values["matter_type"], values["main_item"]) == (row["name"], MatterType.OTHER_POWER, "")
    assert (values["implementation_code"], values["basic_code"]) == (row["itemCode"], row["base"])
    assert (values["department"].name, values["department"].code) == ("区经信局", "11511301008778183N")
    assert [c.url for c in givens[0].lists["channels"]] == [row["link"]]


def test_the_dirt_of_a_real_list_is_counted(givens):
    assert Counter((p.check, p.column) for g in givens for p in g.problems) == {
        ("main_item_unsorted", "main_item"): 41,
        ("brackets_half_width", "name"): 10,
        ("brackets_mixed", "name"): 8,
        ("duplicate_name", "name"): 4,
        ("name_long", "name"): 5,
        ("code_legacy", "itemCode"): 5,
        ("code_parts", "itemCode"): 2,
        ("code_malformed", "base"): 5,
        ("uscc_check_digit", "itemCode"): 7,
        ("org_code_lower_case", "itemCode"): 1,
        ("org_code_lower_case", "deptCode"): 2,
        ("org_code_malformed", "itemCode"): 3,
        ("org_code_malformed", "deptCode"): 9,
        ("org_code_old", "itemCode"): 4,
        ("org_code_old", "deptCode"): 41,
        ("org_code_placeholder", "itemCode"): 3,
    }


def test_the_codes_inside_codes_are_sorted_by_what_they_are(rows):
    parts = [implementation(row["itemCode"]) for row in rows]
    assert Counter(organisation(p.organisation).value for p in parts if p.organisation) == {
        "valid": 42, "uscc_check_digit": 7, "org_code_malformed": 3, "org_code_old": 4, "org_code_placeholder": 3,
        "org_code_lower_case": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("11511301008778183N", OrgCode.VALID),
        ("11511301452259996u", OrgCode.LOWER_CASE),
        ("TE5116020105116050", OrgCode.CHECK_DIGIT),
        ("68236467-9", OrgCode.OLD),
        ("083372204", OrgCode.OLD),
        ("1151130108778239R", OrgCode.MALFORMED),
        ("1151130108778239R_6391", OrgCode.MALFORMED),
        ("4148481895459659776", OrgCode.MALFORMED),
        ("1111111111111111", OrgCode.PLACEHOLDER),
    ],
)
def test_an_organisation_code_is_recognised(code, kind):
    assert organisation(code) == kind


@pytest.mark.parametrize("cell", [115113010087781830000, 1.1511301008778e17, 511602000000.5, "1.15113E+17", 1.5e12])
def test_a_code_that_a_spreadsheet_rounded_is_an_error(cell):
    given = matter(实施编码=cell)
    assert checks(given) == [("error", "code_rounded", "实施编码")]
    assert "请把该列设为“文本”格式" in given.problems[0].message


def test_a_code_in_a_number_that_is_exact_is_taken_and_doubted():
    given = matter(基本编码=511602000000)
    assert (given.values["basic_code"], checks(given)) == ("511602000000", [("warning", "code_number", "基本编码")])


@pytest.mark.parametrize(
    ("source", "digits", "meant"),
    [
        ("national", "03", MatterType.COERCION),
        ("other_order", "03", MatterType.PENALTY),
        ("sichuan", "20", MatterType.PUBLIC_SERVICE),
        ("guangdong", "20", MatterType.OTHER_POWER),
        ("guangdong", "21", MatterType.PUBLIC_SERVICE),
        ("", "01", MatterType.PERMIT),
        ("", "行政给付", MatterType.PAYMENT),
    ],
)
def test_a_digit_means_what_its_source_says(source, digits, meant):
    assert matter(source, 事项类型=digits).values["matter_type"] == meant


def test_a_digit_that_differs_from_source_to_source_asks_for_the_source():
    given = matter(事项类型="20")
    assert checks(given) == [("error", "source_needed", "事项类型")]


def test_an_unknown_word_names_the_valid_ones():
    given = matter(办件类型="窗口受理快递送达")
    assert [p.message for p in given.problems] == ["“窗口受理快递送达”不在可选范围内，只能填：即办件、承诺件"]


@pytest.mark.parametrize(
    ("source", "digit", "meant"),
    [("zfsoft", "1", Necessity.OPTIONAL), ("national", "1", Necessity.REQUIRED), ("zfsoft", "0", Necessity.REQUIRED)],
)
def test_the_necessity_goes_by_the_source(source, digit, meant):
    (row,) = requirements(source=source, 材料名称="申请表", 材料必要性=digit)
    assert row.necessity == meant


@pytest.mark.parametrize(("digit", "counts"), [("1", (1, 0)), ("2", (0, 1)), ("3", (1, 1)), ("4", (0, 1))])
def test_the_type_of_a_material_says_original_or_copy_in_most_provinces(digit, counts):
    (row,) = requirements(source="guangxi", 材料名称="申请表", 材料类型=digit)
    assert (row.original, row.copies) == counts


def test_the_type_of_a_material_is_its_class_elsewhere():
    (row,) = requirements(source="guangdong", 材料名称="申请表", 材料类型="2")
    assert (row.original, row.copies) == (1, 0)


def test_units_may_be_letters():
    (limit,) = matter("zfsoft", 承诺时限="20", 承诺时限单位="N").lists["limits"]
    assert (limit.amount, limit.unit) == (20, LimitUnit.DAY)


def test_the_standard_and_the_platform_number_audiences_differently():
    assert [matter(source, 服务对象="1^6").values["audiences"] for source in ("gb", "national")] == [
        (Audience.PERSON, Audience.OTHER),
        (Audience.PERSON, Audience.AGENCY),
    ]


@pytest.mark.parametrize(
    ("headings", "area", "source"),
    [
        ({"areacode"}, "511602000000", "sichuan"),
        ({"areacode"}, "440100", "guangdong"),
        ({"itemcode", "tasktype", "deptcode"}, "", "sichuan"),
        ({"up_task_general_basic"}, "", "national"),
        ({"事项名称"}, "", ""),
    ],
)
def test_a_source_is_recognised(headings, area, source):
    assert recognise(frozenset(headings), area) is (SOURCES.get(source) or UNKNOWN)
