"""Every way through the questions, walked beforehand."""

from hypothesis import given, settings

from matters.kiosk.tree import states
from matters.situation import answers_of
from matters.tailoring import outcome_key, outcomes, tailor
from tests.factories import make_guide
from tests.guides import full_guide
from tests.matters.kiosk.asking import asking
from tests.strategies import asking_guides


def test_a_guide_without_questions_has_one_state():
    walked = states(make_guide())
    assert [(s.question, s.following) for s in walked] == [("", ())]


def test_options_lead_on_in_their_order():
    walked = states(asking(2))
    assert [(s.question, s.following) for s in walked] == [
        ("q0", (1, 4)), ("q1", (2, 3)), ("", ()), ("", ()), ("q1", (5, 6)), ("", ()), ("", ()),
    ]  # fmt: skip
    assert answers_of(walked[6].guide) == {"q0": "no", "q1": "no"}


def test_a_question_says_how_far_one_is():
    assert [s.progress for s in states(asking(2))[:2]] == ["第1问，还有1问", "第2问，最后一问"]


@settings(max_examples=30, deadline=None)
@given(asking_guides())
def test_the_ends_are_exactly_the_outcomes(guide):
    walked = states(guide)
    ends = [outcome_key(answers_of(s.guide)) for s in walked if not s.question]
    expected = [outcome_key(answers_of(tailor(guide, found))) for found in outcomes(guide)]
    assert ends == (expected if len(walked) > 1 or not walked[0].question else [])


def test_more_outcomes_than_the_cap_leave_the_whole_guide():
    walked = states(asking(3), cap=7)
    assert [(s.question, s.following, len(s.guide.requirements)) for s in walked] == [("q0", (), 3)]


def test_exactly_the_cap_is_walked():
    assert len(states(asking(3), cap=8)) == 15


def test_a_question_opened_by_another_is_asked_after_it():
    walked = states(full_guide())
    assert {s.question for s in walked} <= {"who", "kin", ""}
    assert [answers_of(s.guide) for s in walked if not s.question] == [{"who": "self"}, {"who": "agent"}]
