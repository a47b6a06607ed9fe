"""What the office says, and what of it everybody may read."""

from typing import Any

import pytest

from matters.publishing import today
from oversight.cases.answering import answer, publish_answer, unpublish
from oversight.cases.calling import call_back
from oversight.cases.published import as_told, published
from oversight.contacts.keeping import keep
from oversight.enums import CallOutcome, CaseState, StepDeed
from oversight.models import Case
from oversight.refusal import CannotDo
from tests.factories import make_user
from tests.oversight.cases.made import ANSWER, answered, asked, badly_rated, deeds

pytestmark = pytest.mark.django_db
QUESTION = "周末办不办？"


def refusal(verb: Any, *args: Any, **given: Any) -> tuple[str, str]:
    with pytest.raises(CannotDo) as refused:
        verb(*args, **given)
    return refused.value.field, str(refused.value)


def test_an_answer_says_who_when_and_for_which_unit() -> None:
    case, by = asked(), make_user()
    row = answer(case, by=by, words=f" {ANSWER}\r\n")
    assert (row.answer, row.answered_by, row.handler, row.state) == (ANSWER, by, by, CaseState.ANSWERED)
    assert (row.unit_department, deeds(case)) == (case.matter.department, [(StepDeed.ANSWERED, ANSWER)])


def test_an_answer_may_be_put_better_and_the_story_keeps_both() -> None:
    case, by = asked(), make_user()
    for words in (ANSWER, ANSWER, "周六上午办。"):
        answer(case, by=by, words=words)
    assert [words for _, words in deeds(case)] == [ANSWER, "周六上午办。"]


@pytest.mark.parametrize(
    "words", ["", " \n ", "好" * 1001, "请打13800003210", "身份证410503199001010011", "好的\U0001f600", "\u202e好"]
)
def test_words_that_cannot_be_kept_are_refused_beside_the_field(words: str) -> None:
    case = asked()
    assert refusal(answer, case, by=make_user(), words=words)[0] == "answer"
    assert deeds(case) == []


def test_an_office_s_own_landline_may_be_named() -> None:
    assert answer(asked(), by=make_user(), words="请打0372-0001103").answer == "请打0372-0001103"


def test_whom_it_is_about_does_not_answer(known_rung: None) -> None:
    case = badly_rated()
    assert "涉及您本人" in refusal(answer, case, by=case.clerk, words=ANSWER)[1]


# 公开


def public() -> list[tuple[str, str]]:
    return [(told.question, told.answer) for told in map(as_told, published(today()))]


def test_an_answer_is_published_below_the_office_s_own_question_and_taken_back() -> None:
    case, by = answered(asked()), make_user()
    row = publish_answer(case, by=by, question=QUESTION)
    assert (row.is_public, public()) == (True, [(QUESTION, ANSWER)])
    row = unpublish(case, by=by)
    assert (row.is_public, row.public_question, public()) == (False, QUESTION, [])
    assert [deed for deed, _ in deeds(case)] == [StepDeed.ANSWERED, StepDeed.PUBLISHED, StepDeed.UNPUBLISHED]


def test_whom_it_is_about_neither_publishes_nor_takes_back(known_rung: None) -> None:
    case = answered(badly_rated())
    assert "涉及您本人" in refusal(publish_answer, case, by=case.clerk, question=QUESTION)[1]
    publish_answer(case, by=make_user(), question=QUESTION)
    assert "涉及您本人" in refusal(unpublish, case, by=case.clerk)[1]
    assert public() == [(QUESTION, ANSWER)]


def test_what_has_no_answer_is_not_published() -> None:
    assert "还没有答复" in refusal(publish_answer, asked(), by=make_user(), question=QUESTION)[1]


@pytest.mark.parametrize("question", ["", "问" * 301, "张某13800003210问"])
def test_a_question_is_about_nobody(question: str) -> None:
    assert refusal(publish_answer, answered(asked()), by=make_user(), question=question)[0] == "question"


def test_published_ones_are_found_by_matter_and_by_words() -> None:
    case: Case = answered(asked())
    publish_answer(case, by=make_user(), question=QUESTION)
    name, code = case.matter.name, case.matter.code
    found = [published(today(), **how).count() for how in (
        {"code": code}, {"code": "ZZZZZZ"}, {"text": f"周末 {name[:4]}"}, {"text": "周末 护照"})]  # fmt: skip
    assert found == [1, 0, 1, 0]


def test_a_published_answer_names_the_matter_as_the_public_knows_it() -> None:
    case = answered(asked())
    publish_answer(case, by=make_user(), question=QUESTION)
    case.matter.name = "还在写的名称"
    case.matter.save()
    told = as_told(published(today()).get())
    assert (told.code, told.name == case.matter.editions.get().content["name"]) == (case.matter.code, True)


def test_the_name_that_lies_sealed_is_not_answered_published_or_noted_of_a_call() -> None:
    case, by = asked(), make_user()
    keep(case, name="王小红", told_privacy=True, by=by)
    assert refusal(answer, case, by=by, words="王小红您好，周六办。")[0] == "answer"
    answer(case, by=by, words="周六办，请打0372-3333333预约。")
    assert refusal(publish_answer, case, by=by, question="王小红问周末办不办？")[0] == "question"
    assert refusal(call_back, case, by=by, outcome=CallOutcome.REACHED, words="王小红满意")[0] == "words"
    assert not case.calls.exists()
