"""Finding and replacing texts of a working copy: the pure part."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters import find_replace as rules
from matters.find_replace import GROUPS
from matters.guide import Charge, Faq, LegalBasis, Option, Party, Question
from matters.replacing_text import Search, replaced
from matters.text_places import Moved, Rule, Swap, leaves, swapped, swaps
from matters.working_copy import Desk, Requirement, WorkingCopy

COPY = WorkingCopy(
    name="公共场所卫生许可",
    department=Party(name="安阳市北关区卫生健康委员会"),
    consult_phone="0372-2550001、0372-25500012",
    requirements=(
        Requirement(material="居民身份证", fill_note="正反面"),
        Requirement(material="营业执照", issuer="市场监管局"),
    ),
    questions=(Question(key="who", text="谁来办？", options=(Option(key="self", text="本人办理"),)),),
    charges=(Charge(name="工本费", standard="5元", basis="豫价〔2010〕1号"),),
    legal_basis=(
        LegalBasis(title="《旧条例》", number="国发1号", article="第四条"),
        LegalBasis(title="《旧条例》实施细则"),
    ),
    desks=(Desk(site="beiguan", phone="0372-2550001"),),
    faqs=(Faq(question="收费吗？", answer="不收费"),),
)


def done(rule: Rule) -> dict[str, str]:
    """Where the rule changes what, into what."""
    return {swap.place: swap.new for swap in swaps(COPY, rule)}


# --- One text


@pytest.mark.parametrize(
    ("text", "search", "result"),
    [
        ("电话1，电话2", Search(find="电话"), "☎1，☎2"),
        ("ABC abc", Search(find="abc"), "ABC ☎"),
        ("ABC ａｂｃ", Search(find="abc", exact=False), "☎ ☎"),
        ("１２３与123", Search(find="123", exact=False), "☎与☎"),
        ("0372-25500012", Search(find="0372-2550001", whole=True), "0372-25500012"),
        ("电话0372-2550001。", Search(find="0372-2550001", whole=True), "电话☎。"),
        ("A4纸A41", Search(find="A4", whole=True), "☎纸A41"),
        ("没有", Search(find=""), "没有"),
        ("aaa", Search(find="aa"), "☎a"),
        ("㎏", Search(find="k", exact=False), "㎏"),
        ("㎏", Search(find="KG", exact=False), "☎"),
    ],
)
def test_occurrences_are_replaced(text: str, search: Search, result: str) -> None:
    assert replaced(text, search, "☎") == result


@given(st.text(), st.text(min_size=1), st.text())
def test_exact_replacing_is_pythons_own(text: str, find: str, by: str) -> None:
    assert replaced(text, Search(find=find), by) == text.replace(find, by)


@given(st.text(), st.text(min_size=1), st.booleans(), st.booleans())
def test_what_is_replaced_by_nothing_only_gets_shorter(text: str, find: str, whole: bool, exact: bool) -> None:
    left = replaced(text, Search(find=find, whole=whole, exact=exact), "")
    rest = iter(text)
    assert all(character in rest for character in left)


# --- A working copy


def test_find_and_replace_keeps_to_its_places() -> None:
    rule = rules.replacing(Search(find="收费"), by="缴费", where=GROUPS["questions"][1])
    assert done(rule) == {"faqs[0].question": "缴费吗？", "faqs[0].answer": "不缴费"}


def test_options_of_questions_are_texts_too() -> None:
    rule = rules.replacing(Search(find="办"), by="申请", where=GROUPS["all"][1])
    assert done(rule)["questions[0].options[0].text"] == "本人申请理"


def test_codes_and_names_of_the_library_are_no_texts() -> None:
    assert done(rules.replacing(Search(find="居民身份证"), by="身份证", where=GROUPS["all"][1])) == {}
    assert done(rules.replacing(Search(find="beiguan"), by="x", where=GROUPS["all"][1])) == {}


def test_a_phone_is_changed_wherever_it_stands_alone() -> None:
    assert done(rules.phone("0372-2550001", "0372-2559999")) == {
        "consult_phone": "0372-2559999、0372-25500012",
        "desks[0].phone": "0372-2559999",
    }


@pytest.mark.parametrize(
    ("number", "result"),
    [
        (None, {"legal_basis[0].title": "《新条例》"}),
        ("国发2号", {"legal_basis[0].title": "《新条例》", "legal_basis[0].number": "国发2号"}),
    ],
)
def test_a_legal_title_is_changed_where_it_is_the_whole_title(number: str | None, result: dict[str, str]) -> None:
    assert done(rules.legal_title("《旧条例》", "《新条例》", number)) == result


def test_a_material_gives_way_to_another() -> None:
    assert done(rules.other_material("居民身份证", "身份证明")) == {"requirements[0].material": "身份证明"}


def test_a_text_of_every_requirement_of_a_material_is_set() -> None:
    assert done(rules.requirement_text("居民身份证", "fill_note", "原件核对后退还")) == {
        "requirements[0].fill_note": "原件核对后退还"
    }


def test_every_text_can_be_swapped_and_swapped_back() -> None:
    every = swaps(COPY, lambda leaf: f"{leaf.text}#")
    changed = swapped(COPY, every)
    assert [leaf.text for leaf in leaves(changed)] == [f"{leaf.text}#" for leaf in leaves(COPY)]
    assert swapped(changed, [swap.inverse for swap in reversed(every)]) == COPY


@pytest.mark.parametrize("place", ["consult_phone", "faqs[0].answer", "faqs[7].answer", "nothing", "name[0].text"])
def test_a_text_that_is_not_there_is_not_swapped(place: str) -> None:
    with pytest.raises(Moved):
        swapped(COPY, [Swap(place=place, old="别的文字", new="新的文字")])


def test_every_text_field_of_the_copy_can_be_found() -> None:
    blank = replace(COPY, requirements=(), questions=(), charges=(), legal_basis=(), desks=(), faqs=())
    assert len(list(leaves(blank))) == 15
