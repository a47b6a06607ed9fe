"""A guide is plain, frozen data that survives being stored."""

import json
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from hypothesis import given

from matters.enums import LimitKind
from matters.guide import SCHEMA, Answer, Guide
from matters.plain import Unreadable, canonical, digest, from_plain, to_plain
from tests import strategies
from tests.factories import make_guide


@given(strategies.guides)
def test_a_stored_guide_reads_back_without_loss(guide: Guide) -> None:
    assert from_plain(Guide, json.loads(canonical(guide))) == guide


@given(strategies.guides)
def test_a_guide_and_its_stored_form_have_the_same_digest(guide: Guide) -> None:
    assert digest(json.loads(json.dumps(to_plain(guide)))) == digest(guide)


def test_a_stored_guide_carries_its_schema_number() -> None:
    assert to_plain(make_guide())["schema"] == SCHEMA == 1


def test_a_guide_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        make_guide().name = "另一个名称"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("place", "value", "named"),
    [
        (("requirements", 1, "copies"), "两份", r"\$\.requirements\[1\]\.copies"),
        (("department",), {}, r"missing required field `name` - at `\$\.department`"),
        (("matter_type",), "许可", r"Invalid enum value '许可' - at `\$\.matter_type`"),
        (("limits", 0, "when"), "who.agent", r"\$\.limits\[0\]\.when"),
        (("visits",), None, r"\$\.visits"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(place: tuple[Any, ...], value: object, named: str) -> None:
    data = to_plain(make_guide())
    *path, last = place
    part = data
    for step in path:
        part = part[step]
    part[last] = value
    with pytest.raises(Unreadable, match=named):
        from_plain(Guide, data)


def test_the_first_limit_of_a_kind_is_found() -> None:
    guide = make_guide()
    assert (guide.limit(LimitKind.STATUTORY), guide.limit(LimitKind.PROMISED)) == guide.limits
    assert make_guide(limits=()).limit(LimitKind.PROMISED) is None


def test_an_unknown_question_is_none() -> None:
    assert make_guide().question("who") is None


def test_an_answer_is_written_as_question_and_option() -> None:
    answer = Answer(question="who", option="agent", question_text="谁来办？", option_text="委托他人")
    assert answer.token == "who.agent"
