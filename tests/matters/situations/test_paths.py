"""Ways through the questions, against working through every set of answers."""

from dataclasses import replace
from itertools import product

from hypothesis import given

from matters.guide import Guide, Option, Question
from matters.situations.paths import MOST, applies, groups, paths, reachable, representatives
from matters.situations.rows import conditional_rows
from matters.tailoring import tailor
from tests.matters.situations.copies import KIN, WHO
from tests.strategies import asking_guides

BOTH = (WHO, KIN)


def test_an_opened_question_is_asked_on_its_path_only() -> None:
    assert list(paths(BOTH, [("kin.yes",)])) == [("who.self",), ("who.agent", "kin.yes"), ("who.agent", "kin.no")]


def test_options_that_no_condition_tells_apart_are_walked_once() -> None:
    assert list(paths(BOTH, [("who.post",)])) == [("who.self",), ("who.post",)]
    assert representatives((WHO,), [("who.post",)]) == {
        "who.self": ("who.self", "who.agent"),
        "who.post": ("who.post",),
    }


def test_where_nothing_depends_on_an_answer_there_is_one_empty_path() -> None:
    assert list(paths(BOTH, [()])) == [()]


def test_options_of_one_question_are_or_and_questions_are_and() -> None:
    wanted = groups(("who.self", "who.agent", "kin.yes"))
    assert [applies(wanted, path) for path in (("who.agent", "kin.yes"), ("who.self",), ("who.agent", "kin.no"))] == [
        True,
        False,
        False,
    ]


def test_what_excludes_itself_is_not_reachable() -> None:
    assert [reachable(BOTH, when) for when in ((), ("kin.no",), ("who.self", "kin.no"), ("who.dog",))] == [
        True,
        True,
        False,
        False,
    ]


def test_a_great_many_outcomes_are_no_obstacle() -> None:
    many = tuple(
        Question(key=f"q{n}", text=f"问{n}", options=tuple(Option(key=k, text=k) for k in "abcde")) for n in range(30)
    )
    assert reachable(many, ("q0.a", "q29.e"))
    assert len(list(paths(many, [(f"q{n}.a",) for n in range(30)]))) == MOST


@given(asking_guides())
def test_a_condition_is_reachable_just_where_some_answers_leave_its_row(guide: Guide) -> None:
    keys = [q.key for q in guide.questions]
    every = [
        dict(zip(keys, chosen, strict=True))
        for chosen in product(*([o.key for o in q.options] for q in guide.questions))
    ]
    for name, _, row in conditional_rows(guide):
        alone = replace(guide, **{name: (row,)})
        assert reachable(guide.questions, row.when) == any(getattr(tailor(alone, answers), name) for answers in every)
