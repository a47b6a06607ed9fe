"""Tailoring: what of a guide applies to this applicant."""

from dataclasses import replace

import pytest
from hypothesis import given

from matters.guide import Guide, Option, Question, Requirement
from matters.tailoring import (
    OUTCOME_CAP,
    UnknownOption,
    askable,
    outcome_key,
    outcomes,
    parse_answers,
    pending,
    settle,
    tailor,
)
from tests import strategies
from tests.factories import make_guide, make_requirement

WHO = Question(
    key="who", text="谁来办？", options=(Option(key="self", text="本人"), Option(key="agent", text="委托他人"))
)
KIN = Question(
    key="kin",
    text="受托人是谁？",
    options=(Option(key="family", text="亲属"), Option(key="other", text="其他人")),
    when=("who.agent",),
)
LISTS = ("requirements", "steps", "charges", "limits", "conditions", "handlings")


def asking(*requirements: Requirement) -> Guide:
    return make_guide(questions=(WHO, KIN), requirements=(make_requirement(1, "居民身份证"), *requirements))


PROXY = make_requirement(2, "授权委托书", when=("who.agent",))
KINSHIP = make_requirement(3, "亲属关系证明", when=("kin.family",))
GUIDE = asking(PROXY, KINSHIP)


def names(guide: Guide) -> list[str]:
    return [r.name for r in guide.requirements]


# --- By example


@pytest.mark.parametrize(
    ("answers", "papers"),
    [
        ({}, ["居民身份证", "授权委托书", "亲属关系证明"]),
        ({"who": "self"}, ["居民身份证"]),
        ({"who": "agent"}, ["居民身份证", "授权委托书", "亲属关系证明"]),
        ({"who": "agent", "kin": "family"}, ["居民身份证", "授权委托书", "亲属关系证明"]),
        ({"who": "agent", "kin": "other"}, ["居民身份证", "授权委托书"]),
    ],
)
def test_only_the_papers_of_the_situation_are_asked_for(answers: dict[str, str], papers: list[str]) -> None:
    assert names(tailor(GUIDE, answers)) == papers


def test_a_condition_that_is_met_leaves_the_row_and_an_open_one_stays() -> None:
    assert [r.when for r in tailor(GUIDE, {"who": "agent"}).requirements] == [(), (), ("kin.family",)]


def test_options_of_one_question_are_or_and_different_questions_are_and() -> None:
    either = make_requirement(4, "照片", when=("who.self", "who.agent", "kin.other"))
    guide = asking(either)
    assert [names(tailor(guide, {"who": "agent", "kin": kin})) for kin in ("other", "family")] == [
        ["居民身份证", "照片"],
        ["居民身份证"],
    ]


def test_the_answer_to_a_question_that_is_ruled_out_is_dropped() -> None:
    assert tailor(GUIDE, {"who": "self", "kin": "family"}) == tailor(GUIDE, {"who": "self"})


def test_answers_are_kept_in_words_and_in_the_order_of_the_questions() -> None:
    answers = tailor(GUIDE, {"kin": "other", "who": "agent"}).answers
    assert [(a.token, a.question_text, a.option_text) for a in answers] == [
        ("who.agent", "谁来办？", "委托他人"),
        ("kin.other", "受托人是谁？", "其他人"),
    ]


def test_an_unknown_option_is_refused_with_the_valid_ones() -> None:
    with pytest.raises(
        UnknownOption, match=r"没有“who\.robot”这个选项。可选：who\.self（本人）、who\.agent（委托他人）"
    ) as refusal:
        tailor(GUIDE, {"who": "robot"})
    assert (refusal.value.given, refusal.value.choices) == (
        "who.robot",
        {"who.self": "本人", "who.agent": "委托他人"},
    )


def test_an_unknown_question_is_refused_with_every_option_there_is() -> None:
    with pytest.raises(UnknownOption) as refusal:
        tailor(GUIDE, {"where": "here"})
    assert list(refusal.value.choices) == ["who.self", "who.agent", "kin.family", "kin.other"]


def test_where_nothing_is_asked_the_refusal_says_so() -> None:
    with pytest.raises(UnknownOption, match="本事项没有情形问题"):
        tailor(make_guide(), {"who": "self"})


def test_a_question_is_asked_when_it_is_open_and_something_depends_on_it() -> None:
    idle = make_guide(questions=(WHO,))
    asked = [askable(g) for g in (GUIDE, tailor(GUIDE, {"who": "agent"}), tailor(GUIDE, {"who": "self"}), idle)]
    assert asked == [(WHO,), (KIN,), (), ()]


@pytest.mark.parametrize(
    "when",
    [
        ("who.self", "who.agent"),  # either answer will do
        ("who.self", "kin.family"),  # no answer will do: who comes himself is not asked for his kin
    ],
)
def test_a_question_is_not_asked_where_every_answer_comes_to_the_same(when: tuple[str, ...]) -> None:
    assert askable(tailor(asking(make_requirement(4, "照片", when=when)), {})) == ()


def test_a_condition_every_answer_meets_is_none() -> None:
    guide = asking(make_requirement(4, "照片", when=("kin.family", "kin.other")))
    assert [r.when for r in tailor(guide, {}).requirements] == [(), ("who.agent",)]


def test_a_row_that_no_answers_reach_is_dropped() -> None:
    assert names(tailor(asking(make_requirement(4, "照片", when=("who.self", "kin.family"))), {})) == ["居民身份证"]


@pytest.mark.parametrize("opened_by", [("who.agent",), ("kin.family",)])
def test_a_question_that_hangs_on_itself_is_never_asked_nor_what_hangs_on_it(opened_by: tuple[str, ...]) -> None:
    draft = replace(GUIDE, questions=(replace(WHO, when=opened_by), KIN))
    assert [askable(draft), outcomes(draft), names(tailor(draft, {}))] == [(), ({},), ["居民身份证"]]


def test_a_question_that_opens_only_what_does_not_matter_is_not_asked() -> None:
    deaf = replace(
        GUIDE, requirements=(make_requirement(1), make_requirement(4, "照片", when=("who.self", "who.agent")))
    )
    assert askable(tailor(deaf, {})) == ()


def test_a_part_of_a_merged_paper_keeps_its_question() -> None:
    part = make_requirement(1, "居民身份证", when=("who.agent",))
    assert askable(asking(make_requirement(2, "居民身份证", parts=(part,)))) == (WHO,)


def test_pending_questions_are_those_that_may_still_come() -> None:
    left = [pending(tailor(GUIDE, answers)) for answers in ({}, {"who": "agent"}, {"who": "self"})]
    assert left == [(WHO, KIN), (KIN,), ()]


def test_outcomes_are_all_ways_through_the_questions() -> None:
    assert outcomes(GUIDE) == ({"who": "self"}, {"who": "agent", "kin": "family"}, {"who": "agent", "kin": "other"})


def test_a_guide_without_questions_has_one_outcome() -> None:
    assert outcomes(make_guide()) == ({},)


def test_outcomes_stop_at_the_cap() -> None:
    options = tuple(Option(key=f"o{n}", text=str(n)) for n in range(7))
    questions = tuple(Question(key=f"q{n}", text=str(n), options=options) for n in range(4))
    rows = tuple(make_requirement(n, when=(f"q{n}.o0",)) for n in range(4))
    assert len(outcomes(make_guide(questions=questions, requirements=rows))) == OUTCOME_CAP == 200


def test_answers_are_read_from_the_address() -> None:
    assert parse_answers(["who.agent", "", "kin.other"]) == {"who": "agent", "kin": "other"}


@pytest.mark.parametrize("token", ["who", "who.", ".agent", "."])
def test_half_an_answer_is_refused(token: str) -> None:
    with pytest.raises(UnknownOption, match=f"没有“{token}”这个选项".replace(".", r"\.")):
        parse_answers([token])


def test_one_set_of_answers_has_one_key_whatever_its_order() -> None:
    assert (
        outcome_key({"who": "agent", "kin": "other"})
        == outcome_key({"kin": "other", "who": "agent"})
        == ("kin.other who.agent")
    )


# --- For any guide


@given(strategies.answered_guides())
def test_tailoring_never_adds_a_row(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    tailored = tailor(guide, answers)
    for name in LISTS:
        left = [_unconditional(row) for row in getattr(tailored, name)]
        whole = [_unconditional(row) for row in getattr(guide, name)]
        assert len(left) <= len(whole)
        assert [row for row in left if row not in whole] == []


@given(strategies.answered_guides())
def test_what_applies_always_stays(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    tailored = tailor(guide, answers)
    for name in LISTS:
        always = [row for row in getattr(guide, name) if not row.when]
        assert [row for row in always if row in getattr(tailored, name)] == always


@given(strategies.answered_guides())
def test_tailoring_again_changes_nothing(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    once = tailor(guide, answers)
    assert tailor(once, answers) == tailor(once, {}) == once


@given(strategies.answered_guides())
def test_the_order_of_the_answers_does_not_matter(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    assert tailor(guide, dict(reversed(answers.items()))) == tailor(guide, answers)


@given(strategies.answered_guides())
def test_answering_one_by_one_is_answering_at_once(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    step_by_step = tailor(guide, {})
    for question, option in answers.items():
        step_by_step = tailor(step_by_step, {question: option})
    assert step_by_step == tailor(guide, answers)


@given(strategies.asking_guides())
def test_every_outcome_leaves_nothing_open(guide: Guide) -> None:
    for answers in outcomes(guide):
        tailored = tailor(guide, answers)
        assert askable(tailored) == ()
        assert [row.when for name in LISTS for row in getattr(tailored, name) if row.when] == []


@given(strategies.answered_guides())
def test_a_question_that_is_asked_matters(case: tuple[Guide, dict[str, str]]) -> None:
    tailored = tailor(*case)
    for question in askable(tailored):
        ways = [_told(tailor(tailored, {question.key: option.key})) for option in question.options]
        assert [way for way in ways if way != ways[0]] != []


@given(strategies.answered_guides())
def test_a_question_that_is_not_asked_changes_nothing(case: tuple[Guide, dict[str, str]]) -> None:
    tailored = tailor(*case)
    coming = {q.key for q in pending(tailored)} | {a.question for a in tailored.answers}
    for question in tailored.questions:
        if question.key not in coming:
            ways = [tailor(tailored, {question.key: option.key}) for option in question.options]
            assert [way for way in ways if _told(way) != _told(tailored)] == []


@given(strategies.asking_guides())
def test_outcomes_differ_from_each_other_and_say_only_what_counts(guide: Guide) -> None:
    found = outcomes(guide)
    assert len({outcome_key(a) for a in found}) == len(found)
    assert [{a.question: a.option for a in tailor(guide, answers).answers} for answers in found] == list(found)


def _told(guide: Guide) -> list[object]:
    """What is told, whatever was answered to get there."""
    return [getattr(guide, name) for name in LISTS]


def _unconditional(row: object) -> object:
    return replace(row, when=())  # type: ignore[type-var]


@given(strategies.answered_guides())
def test_what_is_settled_is_never_asked_and_leaves_what_answering_leaves(case: tuple[Guide, dict[str, str]]) -> None:
    guide, answers = case
    settled, tailored = settle(guide, answers), tailor(guide, answers)
    assert settled.answers == ()
    assert {q.key for q in settled.questions} & {a.question for a in tailored.answers} == set()
    assert settled.requirements == tailored.requirements
    assert [q.key for q in askable(settled)] == [q.key for q in askable(tailored)]
