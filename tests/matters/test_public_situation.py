"""The questions as links: choosing, changing and taking back."""

import pytest

from matters.guide import Option, Question
from matters.situation import asked, known_only, offers, query_of
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
