"""Writing down what could not be done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import StaffUser
from oversight.contacts.keeping import contact_of, masked
from oversight.contacts.person import Person
from oversight.enums import CaseState, Channel, ProblemCause, StepDeed, Urgency
from oversight.models import Case, Contact, Problem
from oversight.problems.registering import Told, register
from oversight.refusal import CannotDo
from tests.counter import make_notice
from tests.factories import local, make_clerk, make_published
from tests.oversight.problems.making import make_problem

pytestmark = pytest.mark.django_db
NOW = local(2026, 9, 28, 10)


@pytest.fixture
def clerk() -> StaffUser:
    """Who sits at the window."""
    return make_clerk()


@pytest.fixture(autouse=True)
def _on_that_day(time_machine: Any) -> None:
    """The Monday before the National Day holidays of 2026."""
    time_machine.move_to(NOW, tick=False)


def test_what_was_told_is_kept_with_a_case_of_its_own(clerk: StaffUser) -> None:
    matter = make_published()
    made = make_problem(clerk, subject=matter, wish="先受理", window="5号窗口", cause=ProblemCause.POLICY)
    kept = Problem.objects.select_related("case").get(pk=made.pk)
    assert (kept.matter, kept.bundle, kept.wish, kept.window, kept.cause, kept.received_by, kept.at) == (
        matter,
        None,
        "先受理",
        "5号窗口",
        "policy",
        clerk,
        NOW,
    )
    assert (kept.case.state, kept.case.matter, kept.case.site, kept.case.ref) == (
        CaseState.NEW,
        matter,
        clerk.site,
        f"办不成事〔2026〕{kept.case.pk}号",
    )


@pytest.mark.parametrize(
    ("urgency", "due_on"),
    [
        (Urgency.NORMAL, date(2026, 10, 10)),  # a Saturday that is worked
        (Urgency.URGENT, date(2026, 10, 8)),
        (Urgency.CRITICAL, date(2026, 9, 29)),
    ],
)
def test_its_last_day_is_counted_in_working_days_over_the_holidays(
    clerk: StaffUser, urgency: Urgency, due_on: date
) -> None:
    case = make_problem(clerk, urgency=urgency).case
    assert (case.due_on, case.urgency) == (due_on, urgency)


def test_a_deadline_runs_from_the_day_it_was_told_and_not_from_when_it_was_typed(clerk: StaffUser) -> None:
    assert make_problem(clerk, at=local(2026, 9, 21)).case.due_on == date(2026, 9, 29)  # 25 to 27 September are off


def test_what_is_settled_on_the_spot_is_answered_and_closed_at_once(clerk: StaffUser) -> None:
    problem = make_problem(clerk, result="已当场解冻")
    case = Case.objects.get(problem=problem)
    assert (problem.on_the_spot, case.state, case.answer, case.answered_by, case.needs_call_back) == (
        True,
        CaseState.CLOSED,
        "已当场解冻",
        clerk,
        False,
    )
    deeds = list(case.steps.values_list("deed", flat=True))
    assert deeds == [StepDeed.OPENED, StepDeed.ANSWERED, StepDeed.CLOSED]


def test_whom_to_call_back_is_kept_apart_and_masked(clerk: StaffUser) -> None:
    told = Told(site=clerk.site, channel=Channel.PHONE, cause=ProblemCause.STAFF, what="没人理")
    problem = register(told, by=clerk, person=Person(name="张三丰", phone="13812345678", told_privacy=True))
    contact = contact_of(problem.case)
    assert contact is not None
    assert (masked(contact).phone, masked(contact).name) == ("138****5678", "张**")


def test_a_contact_without_the_privacy_notice_stores_nothing_at_all(clerk: StaffUser) -> None:
    told = Told(site=clerk.site, channel=Channel.PHONE, cause=ProblemCause.STAFF, what="没人理")
    with pytest.raises(CannotDo) as refusal:
        register(told, by=clerk, person=Person(phone="13812345678"))
    rows = (Problem.objects.count(), Case.objects.filter(problem__isnull=False).count(), Contact.objects.count())
    assert (refusal.value.field, rows) == ("told_privacy", (0, 0, 0))


def test_the_same_request_again_is_the_same_row(clerk: StaffUser) -> None:
    first, second = (make_problem(clerk, request_key="k") for _ in range(2))
    assert (first, Problem.objects.count(), Case.objects.filter(problem=first).count()) == (second, 1, 1)


def test_a_click_that_was_overtaken_by_the_other_is_the_same_row(
    clerk: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_problem(clerk, request_key="k")
    answers = iter([None, first])
    monkeypatch.setattr("oversight.problems.registering.already", lambda *_: next(answers))
    assert make_problem(clerk, request_key="k") == first
    assert Problem.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"what": "  "}, "what"),
        ({"what": "打 138 1234 5678 找我"}, "what"),
        ({"what": "系统😀"}, "what"),
        ({"wish": "身份证11010119900307123X"}, "wish"),
        ({"what": "字" * 501}, "what"),
        ({"result": "请联系13812345678"}, "result"),
        ({"at": NOW + timedelta(hours=1)}, "at"),
        ({"at": NOW - timedelta(days=61)}, "at"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(clerk: StaffUser, values: dict[str, Any], field: str) -> None:
    with pytest.raises(CannotDo) as refusal:
        make_problem(clerk, **values)
    assert (refusal.value.field, Problem.objects.exists()) == (field, False)


@pytest.mark.usefixtures("known_rung")
def test_a_sheet_leads_to_its_matter_and_back(clerk: StaffUser) -> None:
    notice = make_notice(clerk.site, clerk)
    problem = make_problem(clerk, subject=notice.subject, notice=notice)
    assert (problem.notice, problem.matter) == (notice, notice.matter)
    assert timezone.localdate(problem.case.opened_at) == NOW.date()


@pytest.mark.parametrize("field", ["what", "wish", "result"])
def test_a_name_that_is_to_be_sealed_is_not_written_into_the_ledger_as_well(clerk: StaffUser, field: str) -> None:
    values = {"site": clerk.site, "channel": Channel.WINDOW, "cause": ProblemCause.SYSTEM, "what": "系统提示冻结"}
    told = Told(**{**values, field: "王小红来办证没办成"})
    with pytest.raises(CannotDo) as refused:
        register(told, by=clerk, person=Person(name="王小红", told_privacy=True))
    assert (refused.value.field, Problem.objects.count(), Contact.objects.count()) == (field, 0, 0)
