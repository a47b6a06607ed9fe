"""The questions as links: choosing, changing and taking back."""

import pytest

from matters.guide import Option, Question
from matters.situation import asked, known_only, offers, query_of, turn
from matters.tailoring import tailor
from tests.factories import make_guide, make_requirement

WHO = Question(
    key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="委托他人"))
)
KIN = Question(
    key="kin",
    text="代办人是谁？",
    options=(Option(key="family", text="家人"), Option(key="other", text="其他人")),
    when=("who.agent",),
)


@pytest.fixture
def guide():
    return make_guide(
        questions=(WHO, KIN),
        requirements=(
            make_requirement(1),
            make_requirement(2, "委托书", when=("who.agent",)),
            make_requirement(3, "公证书", when=("kin.other",)),
        ),
    )


def _shown(guide, **answers):
    return [(q.key, [c.query for c in q.choices], q.without) for q in asked(tailor(guide, answers))]


def test_only_open_questions_are_asked(guide):
    assert _shown(guide) == [("who", ["?a=who.self", "?a=who.agent"], "")]


def test_an_answer_opens_the_next_question_and_can_be_changed(guide):
    assert _shown(guide, who="agent") == [
        ("who", ["?a=who.self", "?a=who.agent"], ""),
        ("kin", ["?a=who.agent&a=kin.family", "?a=who.agent&a=kin.other"], "?a=who.agent"),
    ]


def test_taking_an_answer_back_takes_those_it_opened_with_it(guide):
    (who, *_), _ = asked(tailor(guide, {"who": "agent", "kin": "other"})), None
    assert who.without == ""


def test_the_chosen_option_is_marked(guide):
    (who,) = asked(tailor(guide, {"who": "self"}))
    assert [(c.text, c.is_chosen) for c in who.choices] == [("本人", True), ("委托他人", False)]


def test_known_only_drops_what_the_guide_does_not_know(guide):
    assert known_only(guide, ["who.agent", "who.robot", "nonsense", "moon.full"]) == {"who": "agent"}


def test_offers_keep_the_other_answers(guide):
    assert offers(guide, {"who": "agent"}, {"kin.family": "家人", "kin.other": "其他人"}) == [
        ("代办人是谁？家人", "?a=who.agent&a=kin.family"),
        ("代办人是谁？其他人", "?a=who.agent&a=kin.other"),
    ]


def test_query_of_no_answers_is_empty():
    assert query_of({}) == ""


# --- One at a time


def _turn(guide, answers, key=""):
    now = turn(guide, answers, key)
    return now and (now.question.key, now.progress, now.back)


def test_questions_come_one_after_the_other_until_none_is_left(guide):
    assert [_turn(guide, answers) for answers in ({}, {"who": "agent"}, {"who": "self"})] == [
        ("who", "第1问，约还有1问", None),
        ("kin", "第2问，最后一问", "?a=who.agent&q=who"),
        None,
    ]


def test_a_single_question_is_announced_as_such(guide):
    alone = make_guide(questions=(WHO,), requirements=(make_requirement(2, when=("who.agent",)),))
    assert _turn(alone, {}) == ("who", "只问这一问", None)


@pytest.mark.parametrize("key", ["who", "kin"])
def test_an_answered_question_can_be_asked_again_with_the_others_kept(guide, key):
    now = turn(guide, {"who": "agent", "kin": "other"}, key)
    assert [(one.answer, one.query, one.is_current) for one in now.said] == [
        ("委托他人", "?a=who.agent&a=kin.other&q=who", key == "who"),
        ("其他人", "?a=who.agent&a=kin.other&q=kin", key == "kin"),
    ]


def test_asking_again_says_that_the_rest_is_settled(guide):
    progress = [turn(guide, {"who": "agent", "kin": "other"}, key).progress for key in ("who", "kin")]
    assert progress == ["第1问，其余已选好", "第2问，最后一问"]


@pytest.mark.parametrize("key", ["kin", "moon"])
def test_a_question_that_is_not_to_be_asked_is_passed_over(guide, key):
    assert (_turn(guide, {}, key)[0], _turn(guide, {"who": "self"}, key)) == ("who", None)
