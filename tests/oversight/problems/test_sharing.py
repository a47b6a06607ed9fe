"""共性问题: what belongs together, and in what it ended."""

import pytest

from accounts.models import StaffUser
from oversight.amending.opening import amend
from oversight.enums import Ending, ProblemCause, StepDeed
from oversight.models import Problem, SharedCause
from oversight.problems.sharing import end_in_catalog, end_in_rule, group, leave, open_shared
from oversight.problems.suggesting import like, like_any, visible_shared
from oversight.refusal import CannotDo
from tests.counter import audited
from tests.factories import make_clerk, make_guide, make_published, make_user
from tests.oversight.problems.making import make_inspector, make_problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspector() -> StaffUser:
    """Who groups."""
    return make_inspector()


def fresh(problem: Problem) -> Problem:
    return Problem.objects.select_related("case", "shared").get(pk=problem.pk)


def test_a_shared_cause_has_the_cause_of_its_first_problem_and_a_step_says_so(inspector: StaffUser) -> None:
    problem = make_problem(cause=ProblemCause.POLICY)
    shared = open_shared(problem, title=" 无房产证 ", words="三个街道都有", by=inspector)
    told = problem.case.steps.get(deed=StepDeed.GROUPED)
    assert (fresh(problem).shared, shared.title, shared.cause, told.words) == (
        shared,
        "无房产证",
        "policy",
        "并入共性问题“无房产证”",
    )
    assert audited("open_shared_cause") == [("open_shared_cause", "无房产证", {})]


def test_pressed_twice_it_is_one_shared_cause(inspector: StaffUser) -> None:
    problem = make_problem()
    first, second = (open_shared(problem, title="冻结", by=inspector) for _ in range(2))
    assert (first, SharedCause.objects.count(), problem.case.steps.filter(deed="grouped").count()) == (second, 1, 1)


def test_others_join_once_and_what_is_in_another_is_refused(inspector: StaffUser) -> None:
    one, two, three = (make_problem() for _ in range(3))
    shared, other = (open_shared(problem, title=title, by=inspector) for problem, title in ((one, "甲"), (three, "乙")))
    assert [group(shared, [two], by=inspector) for _ in range(2)] == [1, 0]
    with pytest.raises(CannotDo, match="已在共性问题“乙”里"):
        group(shared, [three], by=inspector)
    assert (set(shared.problems.all()), list(other.problems.all())) == ({one, two}, [three])


def test_what_was_something_else_leaves_again(inspector: StaffUser) -> None:
    problem = make_problem()
    open_shared(problem, title="冻结", by=inspector)
    for _ in range(2):
        leave(fresh(problem), by=inspector)
    words = list(problem.case.steps.filter(deed="classified").values_list("words", flat=True))
    assert (fresh(problem).shared, words) == (None, ["移出共性问题“冻结”"])


def test_a_rule_ends_it_and_every_case_is_told(inspector: StaffUser) -> None:
    one, two = make_problem(), make_problem()
    shared = open_shared(one, title="冻结", by=inspector)
    group(shared, [two], by=inspector)
    ended = end_in_rule(shared, rule="窗口可直接联系管理员解冻。", by=inspector)
    told = {problem.case.steps.order_by("pk").last().words for problem in (one, two)}
    assert (ended.ending, ended.rule, ended.ended_by, told) == (
        Ending.RULE,
        "窗口可直接联系管理员解冻。",
        inspector,
        {"共性问题“冻结”已形成制度：窗口可直接联系管理员解冻。"},
    )
    assert audited("end_shared_cause") == [("end_shared_cause", "冻结", {"ending": "rule"})]


def test_after_the_end_nothing_changes_any_more(inspector: StaffUser) -> None:
    one, two = make_problem(), make_problem()
    shared = end_in_rule(open_shared(one, title="冻结", by=inspector), rule="解冻办法", by=inspector)
    for deed in (
        lambda: group(shared, [two], by=inspector),
        lambda: leave(fresh(one), by=inspector),
        lambda: end_in_rule(shared, rule="另一个", by=inspector),
        lambda: end_in_catalog(shared, why="改了", by=inspector),
    ):
        with pytest.raises(CannotDo, match="已办结（形成制度）"):
            deed()
    assert (fresh(two).shared, SharedCause.objects.get().rule) == (None, "解冻办法")


def test_a_rule_needs_words(inspector: StaffUser) -> None:
    with pytest.raises(CannotDo) as refusal:
        end_in_rule(open_shared(make_problem(), title="冻结", by=inspector), rule=" ", by=inspector)
    assert refusal.value.field == "rule"


def test_a_catalog_change_ends_it_only_once_an_edition_came_of_it_or_somebody_says_how(inspector: StaffUser) -> None:
    matter = make_published()
    shared = open_shared(make_problem(subject=matter), title="指南漏写", by=inspector)
    amend(shared, matter, by=make_user(None, is_superuser=True))
    with pytest.raises(CannotDo, match="还没有发布"):
        end_in_catalog(shared, by=inspector)
    assert end_in_catalog(shared, why="随专项清理已改", by=inspector).ending == Ending.CATALOG


def test_an_edition_that_came_of_it_is_named_in_every_story(inspector: StaffUser) -> None:
    matter = make_published()
    problem = make_problem(subject=matter)
    shared = open_shared(problem, title="指南漏写", by=inspector)
    amendment = amend(shared, matter, by=make_user(None, is_superuser=True))
    edition = matter.editions.get()
    edition.pk, edition.number, edition.change_note = None, 2, f"补一项材料（{amendment.reference}）"
    edition.save(force_insert=True)
    end_in_catalog(shared, by=inspector)
    assert problem.case.steps.order_by("pk").last().words == f"共性问题“指南漏写”已修改目录：{matter.name}第2版"


def test_others_of_the_same_cause_and_department_are_suggested(inspector: StaffUser) -> None:
    matter = make_published()
    sister = make_published(make_guide(name="同一部门的另一事项"), department=matter.department)
    first = make_problem(subject=matter)
    same, near = make_problem(subject=matter), make_problem(subject=sister)
    make_problem(subject=matter, cause=ProblemCause.STAFF)
    make_problem()
    assert list(like(first, inspector)) == [near, same]
    shared = open_shared(first, title="冻结", by=inspector)
    group(shared, [same], by=inspector)
    assert list(like_any(shared, inspector)) == [near]


def test_about_nothing_in_the_catalog_nothing_is_suggested(inspector: StaffUser) -> None:
    first, _ = make_problem(), make_problem()
    assert list(like(first, inspector)) == []


def test_a_shared_cause_is_seen_by_whom_one_of_its_problems_is_seen(inspector: StaffUser) -> None:
    clerk = make_clerk()
    shared = open_shared(make_problem(clerk), title="冻结", by=inspector)
    group(shared, [make_problem()], by=inspector)
    assert [list(visible_shared(user).values_list("pk", "times")) for user in (clerk, inspector, make_clerk())] == [
        [(shared.pk, 2)],
        [(shared.pk, 2)],
        [],
    ]
