"""Who must answer, and by when."""

from datetime import date
from typing import Any

import pytest
from time_machine import travel

from accounts.models import StaffUser
from matters.models import Department
from oversight.about import About
from oversight.cases.assigning import Unit, assign, extend, suggested, take
from oversight.enums import CaseState, StepDeed, Urgency
from oversight.models import Case
from oversight.refusal import CannotDo
from tests.factories import make_site, make_user
from tests.oversight.cases.made import answered, asked, badly_rated, deeds

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


def refusal(verb: Any, *args: Any, **given: Any) -> tuple[str, str]:
    with pytest.raises(CannotDo) as refused:
        verb(*args, **given)
    return refused.value.field, str(refused.value)


@pytest.fixture
def case() -> Case:
    with travel("2026-03-09T02:00:00Z", tick=False):
        return asked()


@pytest.fixture
def boss() -> StaffUser:
    return make_user()


def test_a_department_is_told_and_the_story_says_so(case: Case, boss: StaffUser) -> None:
    office = case.matter.department
    row = assign(case, by=boss, department=office, urgency=Urgency.URGENT)
    assert (row.state, row.unit_department, row.handler, row.urgency) == (CaseState.ASSIGNED, office, None, "urgent")
    assert deeds(case) == [(StepDeed.ASSIGNED, f"承办：{office}")]


def test_a_person_of_the_unit_may_be_named(case: Case, boss: StaffUser) -> None:
    site = make_site()
    handler = make_user(site)
    assert assign(case, by=boss, site=site, handler=handler).handler == handler
    assert refusal(assign, case, by=boss, site=make_site(), handler=handler)[0] == "handler"


def test_the_same_twice_is_told_once(case: Case, boss: StaffUser) -> None:
    rows = [assign(case, by=boss, department=case.matter.department) for _ in range(2)]
    assert ([row.revision for row in rows], len(deeds(case))) == ([1, 1], 1)


def test_exactly_one_unit_is_asked_for(case: Case, boss: StaffUser) -> None:
    office = case.matter.department
    assert refusal(assign, case, by=boss)[0] == "unit"
    assert refusal(assign, case, by=boss, department=office, site=make_site())[0] == "unit"


def test_who_saw_an_older_page_is_told_what_came_between(case: Case, boss: StaffUser) -> None:
    assign(case, by=boss, department=case.matter.department, revision=0)
    _, why = refusal(take, case, by=make_user(), revision=0)
    assert f"{boss}做了“分派”" in why


def test_an_answered_case_is_assigned_no_more(case: Case, boss: StaffUser) -> None:
    answered(case)
    assert "已答复" in refusal(assign, case, by=boss, department=case.matter.department)[1]


def test_somebody_takes_it_for_where_they_work(case: Case) -> None:
    clerk, office = make_user(make_site()), make_user(department=Department.objects.create(name="另一个局"))
    row = take(case, by=clerk)
    assert (row.handler, row.unit_site, row.unit_department) == (clerk, clerk.site, None)
    assert "已经由" in refusal(take, case, by=office)[1]
    assert take(case, by=clerk).revision == row.revision


def test_what_was_assigned_to_a_unit_stays_with_it(case: Case, boss: StaffUser) -> None:
    assign(case, by=boss, department=case.matter.department)
    assert take(case, by=make_user(make_site())).unit_department == case.matter.department


def test_whom_it_is_about_neither_takes_it_nor_is_given_it(known_rung: None, boss: StaffUser) -> None:
    case = badly_rated()
    assert "涉及您本人" in refusal(take, case, by=case.clerk)[1]
    assert refusal(assign, case, by=boss, site=case.site, handler=case.clerk)[0] == "handler"


def test_the_unit_suggested_is_the_site_for_how_and_the_department_for_what(known_rung: None, case: Case) -> None:
    bad = badly_rated()
    site = make_site()
    nowhere = asked(what=About(site=site))
    assert [suggested(row) for row in (bad, case, nowhere, asked(what=About()))] == [
        Unit(site=bad.site),
        Unit(department=case.matter.department),
        Unit(site=site),
        Unit(),
    ]


# 延期


def put_off(case: Case, by: StaffUser, **given: Any) -> Case:
    return extend(case, by=by, **{"workdays": 3, "reason": "要会同别的部门", "today": TODAY, **given})


def test_the_last_day_is_put_off_over_a_holiday_and_the_first_stays_told(boss: StaffUser) -> None:
    with travel("2026-04-28T02:00:00Z", tick=False):
        case = asked()
    row = put_off(case, boss, today=date(2026, 4, 29))
    assert (case.due_on, row.due_on) == (date(2026, 4, 30), date(2026, 5, 8))
    step = case.steps.last()
    assert (step.words, step.detail) == ("要会同别的部门", {"first": "2026-04-30", "due_on": "2026-05-08"})


def test_whom_it_is_about_does_not_put_the_answer_off(known_rung: None) -> None:
    case = badly_rated()
    assert "涉及您本人" in refusal(put_off, case, case.clerk)[1]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"workdays": 0}, "workdays"), ({"workdays": 6}, "workdays"), ({"reason": " "}, "reason"),
     ({"reason": "问13800003210"}, "reason"), ({"today": date(2026, 3, 12)}, "")],
    ids=["none", "too many", "no reason", "a phone", "too late"],
)  # fmt: skip
def test_what_is_no_extension_is_refused(case: Case, boss: StaffUser, given: dict[str, Any], field: str) -> None:
    assert refusal(put_off, case, boss, **given)[0] == field
    assert deeds(case) == []


def test_it_is_put_off_once(case: Case, boss: StaffUser) -> None:
    put_off(case, boss)
    assert "不能再延" in refusal(put_off, case, boss)[1]
