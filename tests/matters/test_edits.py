"""What an editor changed, field by field."""

from dataclasses import replace

from matters.edits import Edit, edits
from matters.enums import Audience, MatterType
from matters.guide import Condition, Party
from matters.working_copy import Requirement, WorkingCopy

COPY = WorkingCopy(
    code="K7M2PA",
    name="演示事项",
    department=Party(name="演示局"),
    requirements=(Requirement(key="m1", material="身份证"), Requirement(key="m2", material="户口簿", copies=1)),
    conditions=(Condition(text="年满十八周岁"),),
)
CARD, BOOK = COPY.requirements


def test_nothing_changed_is_nothing() -> None:
    assert edits(COPY, COPY) == []


def test_a_new_matter_has_no_edits() -> None:
    assert edits(None, COPY) == []


def test_fields_are_written_in_words() -> None:
    after = replace(
        COPY, matter_type=MatterType.PERMIT, audiences=(Audience.PERSON, Audience.OTHER), no_materials=True, visits=0
    )
    assert edits(COPY, after) == [
        Edit(place="matter_type", old="待定", new="行政许可"),
        Edit(place="audiences", old="", new="自然人、其他组织"),
        Edit(place="no_materials", old="否", new="是"),
        Edit(place="visits", old="1", new="0"),
    ]


def test_a_row_is_known_by_its_key_and_only_its_changed_fields_are_named() -> None:
    after = replace(COPY, requirements=(CARD, replace(BOOK, copies=2, standard="在有效期内")))
    assert edits(COPY, after) == [
        Edit(place="requirements[m2].copies", old="1", new="2"),
        Edit(place="requirements[m2].standard", old="", new="在有效期内"),
    ]


def test_added_and_removed_rows_are_shown_whole() -> None:
    after = replace(COPY, conditions=(Condition(text="有本区户籍", when=("who.self",)),))
    assert edits(COPY, after) == [
        Edit(place="conditions[年满十八周岁]", old="年满十八周岁"),
        Edit(place="conditions[有本区户籍]", new="有本区户籍 who.self"),
    ]


def test_another_order_is_said_once() -> None:
    assert edits(COPY, replace(COPY, requirements=(BOOK, CARD))) == [
        Edit(place="requirements.order", old="m1、m2", new="移动：m2")
    ]


def test_two_rows_alike_do_not_hide_each_other() -> None:
    twice = replace(COPY, conditions=COPY.conditions * 2)
    assert edits(COPY, twice) == [Edit(place="conditions[年满十八周岁#2]", new="年满十八周岁")]


def test_the_key_of_a_paper_is_no_part_of_what_it_says() -> None:
    gone = edits(COPY, replace(COPY, requirements=(CARD,)))
    assert gone == [Edit(place="requirements[m2]", old=f"户口簿 1 1 {BOOK.form.label} {BOOK.necessity.label}")]
