"""归类: another cause or urgency, as it turned out."""

from datetime import date
from typing import Any

import pytest

from accounts.models import StaffUser
from oversight.enums import ProblemCause, StepDeed, Urgency
from oversight.models import Problem
from oversight.problems.classifying import classify, may_classify
from oversight.problems.sharing import open_shared
from oversight.refusal import CannotDo
from tests.factories import local, make_clerk, make_user
from tests.oversight.problems.making import make_inspector, make_problem

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: Any) -> None:
    time_machine.move_to(local(2026, 3, 9), tick=False)


@pytest.fixture
def clerk() -> StaffUser:
    """Who wrote it down."""
    return make_clerk()


def changed(problem: Problem, by: StaffUser, today: date = MONDAY, **values: Any) -> Problem:
    problem = Problem.objects.select_related("case").get(pk=problem.pk)
    said = {"cause": problem.cause, "urgency": problem.case.urgency, **values}
    classify(problem, **said, by=by, today=today)
    return Problem.objects.select_related("case").get(pk=problem.pk)


def test_the_story_says_from_what_to_what(clerk: StaffUser) -> None:
    problem = changed(make_problem(clerk), clerk, cause=ProblemCause.DEPARTMENTS, urgency=Urgency.URGENT)
    told = problem.case.steps.get(deed=StepDeed.CLASSIFIED)
    assert (problem.cause, problem.case.urgency, told.words, told.by) == (
        "departments",
        "urgent",
        "原因：系统故障→多部门；紧急程度：一般→紧急",
        clerk,
    )


@pytest.mark.parametrize(
    ("first", "then", "today", "due_on"),
    [
        (Urgency.NORMAL, Urgency.URGENT, MONDAY, date(2026, 3, 12)),
        (Urgency.NORMAL, Urgency.CRITICAL, date(2026, 3, 11), date(2026, 3, 11)),
        (Urgency.CRITICAL, Urgency.NORMAL, MONDAY, date(2026, 3, 16)),
    ],
)
def test_the_last_day_moves_with_the_urgency(
    clerk: StaffUser, first: Urgency, then: Urgency, today: date, due_on: date
) -> None:
    problem = changed(make_problem(clerk, urgency=first), clerk, today, urgency=then)
    assert problem.case.due_on == due_on


def test_the_same_again_is_no_step(clerk: StaffUser) -> None:
    problem = changed(make_problem(clerk), clerk)
    assert not problem.case.steps.filter(deed=StepDeed.CLASSIFIED).exists()


def test_a_page_that_is_out_of_date_is_refused_with_what_came_between(clerk: StaffUser) -> None:
    problem = changed(make_problem(clerk), clerk, urgency=Urgency.URGENT)
    with pytest.raises(CannotDo, match="做了“归类”"):
        classify(problem, cause=ProblemCause.OTHER, urgency=Urgency.URGENT, by=clerk, today=MONDAY, revision=0)
    assert Problem.objects.get(pk=problem.pk).cause == "system"


def test_in_a_shared_cause_the_cause_stays_and_after_the_answer_the_urgency(clerk: StaffUser) -> None:
    problem = make_problem(clerk, result="已解冻")
    open_shared(problem, title="冻结", by=make_inspector())
    refused = []
    for values in ({"cause": ProblemCause.OTHER}, {"urgency": Urgency.URGENT}):
        with pytest.raises(CannotDo) as refusal:
            changed(problem, clerk, **values)
        refused.append(refusal.value.field)
    assert refused == ["cause", "urgency"]


def test_who_wrote_it_down_and_who_assigns_may_classify(clerk: StaffUser) -> None:
    problem = make_problem(clerk)
    others = (clerk, make_clerk(clerk.site), make_inspector(), make_user(clerk.site))
    assert [may_classify(user, problem) for user in others] == [True, False, True, False]
