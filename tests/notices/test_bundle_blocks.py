"""What a sheet says of a bundle."""

from dataclasses import replace

import pytest

from matters.enums import LimitKind, LimitUnit
from matters.guide import Condition, LegalBasis, Limit
from matters.merging import Composition, Membership, merge
from notices import bundle_blocks
from notices.sheet import Sheet
from tests.bundles import licence_guide, permit_guide
from tests.factories import make_requirement, make_sheet

# Pure: nothing here asks a database.
FAST = (Limit(kind=LimitKind.PROMISED, amount=3, unit=LimitUnit.WORKDAY),)


def bundle(*, optional: bool = False, **permit: object):
    named = {"code": "AAAAA4", "name": "试行招牌许可", "short_name": "试行招牌"}
    sign = licence_guide(limits=FAST, requirements=(make_requirement(1, "居民身份证"),), **named)
    return merge(
        [
            Membership(guide=licence_guide(code="AAAAA2"), stage=1, edition=3, yields="营业执照"),
            Membership(guide=permit_guide(code="AAAAA3", **permit), stage=2, edition=1),
            Membership(guide=sign, stage=2, edition=1, is_optional=optional),
        ],
        Composition(code="ZZZZZ2", name="试行开店一件事"),
    )


def meta(sheet: Sheet) -> dict[str, str]:
    return {line.key: line.text for line in sheet.meta}


def test_the_matters_are_numbered_by_stage():
    assert bundle_blocks.members(bundle()) == "①试行执照 → ②试行许可＋③试行招牌"
    assert bundle_blocks.members(bundle(optional=True)) == "①试行执照 → ②试行许可＋③试行招牌（选办）"


def test_papers_say_what_they_are_for_unless_all_need_them():
    notes = {m.name: m.note for m in make_sheet(bundle()).materials}
    assert notes["居民身份证"] == ""
    assert (notes["经营场所使用证明"], notes["卫生检测报告"]) == ("用于①", "用于②")


def test_what_is_made_on_the_way_is_named_and_not_asked_for():
    sheet = make_sheet(bundle())
    assert {line.key: line.text for line in sheet.details}["obtained"] == "营业执照（①办得，②用）"
    assert "营业执照" not in [m.name for m in sheet.materials]


def test_the_steps_are_the_stages():
    steps = make_sheet(bundle()).steps
    assert [(s.number, s.name, s.limit) for s in steps] == [
        (1, "①试行执照", "2个工作日"),
        (2, "②试行许可＋③试行招牌", "同时办，5个工作日"),
    ]
    assert (steps[0].result, steps[1].result) == ("营业执照", "")


def test_the_sheet_names_its_matters_in_place_of_a_code():
    found = meta(make_sheet(bundle()))
    assert ("members" in found, "code" in found, "type" in found) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("试行许可：场所符合标准", "②场所符合标准"),
        ("试行执照、试行招牌：长期；试行许可：4年", "①③长期；②4年"),
        ("公示5个工作日（试行招牌）", "公示5个工作日（③）"),
        ("试行许可", "②"),
        ("领到试行许可以后再办", "领到试行许可以后再办"),
    ],
)
def test_names_become_signs_only_where_they_say_whose_something_is(text, said):
    guide = replace(bundle(), conditions=(Condition(text=text),))
    assert bundle_blocks.abridged(guide).conditions[0].text == said


def test_laws_are_told_by_their_titles_once():
    basis = (
        LegalBasis(title="《甲法》", article="第一条", text="全文"),
        LegalBasis(title="《甲法》", article="第二条"),
    )
    assert bundle_blocks.abridged(replace(bundle(), legal_basis=basis)).legal_basis == (LegalBasis(title="《甲法》"),)


def test_a_plain_matter_is_left_as_it_is():
    sheet = make_sheet(permit_guide())
    assert (sheet.is_bundle, "code" in meta(sheet), len(sheet.steps)) == (False, True, 2)


def test_signs_go_beyond_the_circled_ones():
    assert [bundle_blocks.number(n) for n in (1, 20, 21)] == ["①", "⑳", "(21)"]
