"""From the order to the recheck: who may do what, in which state, and once."""

from datetime import date
from typing import Any

import pytest

from accounts.models import StaffUser
from matters.workdays import WorkCalendar
from oversight.enums import OrderState, StepDeed
from oversight.models import CorrectionOrder, Step
from oversight.orders.days import calendar_of, last_day, offered_day
from oversight.orders.finding import find
from oversight.orders.ordering import change, order, recheck, report_done
from oversight.refusal import CannotDo
from tests.factories import make_clerk, make_region, make_site, make_user
from tests.oversight.cases.made import asked, lead
from tests.oversight.inspection.builders import make_inspector
from tests.oversight.orders.made import DONE, DUE, MEASURE, WORDS, found, ordered, reported

LATER = date(2026, 3, 20)


def deeds(row: CorrectionOrder) -> list[str]:
    return list(row.steps.values_list("deed", flat=True))


def refusal(deed: Any, *args: Any, **values: Any) -> tuple[str, str]:
    with pytest.raises(CannotDo) as error:
        deed(*args, **values)
    return error.value.field, str(error.value)


def test_the_whole_way_is_told_step_by_step(inspector: StaffUser) -> None:
    row = reported(ordered(found(inspector)))
    row = recheck(row, by=inspector, passed=False, words="还缺一份", due_on=LATER)
    assert (row.state, row.due_on, row.done) == (OrderState.OPEN, LATER, "")
    row = recheck(reported(row), by=inspector, passed=True)
    assert (row.state, row.rechecked_by, row.done, row.revision) == (OrderState.CLOSED, inspector, DONE, 4)
    assert deeds(row) == [
        StepDeed.ORDERED, StepDeed.DONE, StepDeed.RETURNED, StepDeed.DONE, StepDeed.RECHECKED,
    ]  # fmt: skip


def test_an_order_tells_the_story_of_its_case_as_well(inspector: StaffUser) -> None:
    case = asked()
    row = ordered(find(by=inspector, case=case, words=WORDS), responsible=make_clerk())
    told = case.steps.get(deed=StepDeed.ORDERED)
    assert (told.words, told.detail["order"], told.detail["due_on"]) == (MEASURE, row.pk, "2026-03-16")


# Nobody inspects their own


def test_the_person_responsible_never_rechecks() -> None:
    row = ordered(responsible=make_inspector())
    row = reported(row)
    assert refusal(recheck, row, by=row.responsible, passed=True)[1].startswith("不能复查自己负责")


def test_nor_who_reported_it_done() -> None:
    row = ordered()
    boss = make_inspector(site=row.finding.site)
    row = report_done(row, by=boss, words=DONE)
    assert refusal(recheck, row, by=boss, passed=True)[1].startswith("不能复查自己负责")


def test_nor_whom_the_finding_concerns(inspector: StaffUser) -> None:
    concerned = make_inspector()
    row = reported(ordered(found(inspector, clerk=concerned), responsible=make_clerk()))
    assert refusal(recheck, row, by=concerned, passed=True)[1].startswith("不能复查自己负责")


def test_nor_does_anybody_order_about_themselves(inspector: StaffUser) -> None:
    concerned = make_inspector()
    row = found(inspector, clerk=concerned)
    assert refusal(ordered, row, by=concerned)[1] == "这条发现涉及您自己，请由别人下达整改。"


def test_who_reported_an_earlier_round_may_recheck_a_later_one(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    row = report_done(row, by=make_inspector(site=row.finding.site), words=DONE)
    row = recheck(row, by=inspector, passed=False, words="还缺一份", due_on=LATER)
    assert recheck(reported(row), by=inspector, passed=True).state == OrderState.CLOSED


# Who reports


def test_the_lead_of_the_site_reports_as_well() -> None:
    row = ordered()
    assert report_done(row, by=lead(row.finding.site), words=DONE).state == OrderState.DONE


@pytest.mark.parametrize("who", ["a colleague", "another site's lead", "the inspector"])
def test_nobody_else_reports(who: str, inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    people = {
        "a colleague": make_clerk(row.finding.site),
        "another site's lead": lead(make_site()),
        "the inspector": inspector,
    }
    assert refusal(report_done, row, by=people[who], words=DONE)[1].startswith("只有责任人")


# Once, and not over somebody else's head


def test_the_same_order_twice_is_one() -> None:
    finding = found()
    assert (ordered(finding), Step.objects.count()) == (ordered(finding), 1)


def test_another_order_for_the_same_finding_is_refused() -> None:
    row = ordered()
    why = f"这条发现已经由{row.ordered_by.public_name}下达了{row}。"
    assert refusal(ordered, row.finding, measure="别的措施") == ("", why)


def test_the_same_form_twice_is_one_step(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    for _ in range(2):
        report_done(row, by=row.responsible, words=DONE, revision=0)
    for _ in range(2):
        recheck(row, by=inspector, passed=False, words="还缺一份", due_on=LATER, revision=1)
    assert deeds(row) == [StepDeed.ORDERED, StepDeed.DONE, StepDeed.RETURNED]


def test_a_stale_page_is_told_what_came_between(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    change(row, by=inspector, reason="路远", due_on=LATER, revision=0)
    why = refusal(report_done, row, by=row.responsible, words=DONE, revision=0)
    between = f"03月09日 12:00{inspector}做了“改期改派”"
    assert why == ("", f"没有保存：您打开本页以后，{between}。请看过现在的情况，再提交。")


@pytest.mark.parametrize(("passed", "words"), [(True, ""), (False, "还缺一份")])
def test_what_nobody_reported_done_is_not_rechecked(passed: bool, words: str, inspector: StaffUser) -> None:
    why = refusal(recheck, ordered(found(inspector)), by=inspector, passed=passed, words=words, due_on=LATER)
    assert why == ("", "这张整改单现在是“整改中”，不能这样办。")


@pytest.mark.parametrize(
    ("values", "field"),
    [({"words": ""}, "words"), ({"due_on": None}, "due_on"), ({"due_on": date(2026, 3, 6)}, "due_on")],
)
def test_not_passed_needs_words_and_a_new_day(values: dict[str, Any], field: str, inspector: StaffUser) -> None:
    row = reported(ordered(found(inspector)))
    said = {"words": "还缺一份", "due_on": LATER, **values}
    assert refusal(recheck, row, by=inspector, passed=False, **said)[0] == field


# Whom and until when


def test_another_person_and_day_are_told_with_the_reason(inspector: StaffUser) -> None:
    row, other = ordered(found(inspector)), make_clerk()
    row = change(row, by=inspector, reason="原责任人调走", responsible=other, due_on=LATER)
    last = row.steps.last()
    assert (row.responsible, row.due_on, last.words) == (other, LATER, "原责任人调走")
    assert last.detail == {"responsible": other.public_name, "due_on": "2026-03-20"}


def test_a_change_changes_something(inspector: StaffUser) -> None:
    row = ordered(found(inspector))
    why = refusal(change, row, by=inspector, reason="无", responsible=row.responsible, due_on=DUE)
    assert why == ("reason", "责任人和期限都没有变。")


def test_only_active_staff_within_reach_are_made_responsible() -> None:
    region = make_region()
    near, far, gone = make_clerk(make_site(region=region)), make_clerk(), make_clerk(make_site(region=region))
    StaffUser.objects.filter(pk=gone.pk).update(is_active=False)
    finding, by = found(), make_inspector(region=region)
    fields = [refusal(ordered, finding, by=by, responsible=who)[0] for who in (far, gone)]
    assert (fields, ordered(finding, by=by, responsible=near).responsible) == (["responsible"] * 2, near)


def test_an_inspector_of_one_site_orders_only_its_people() -> None:
    finding = found()
    by = make_inspector(site=finding.site)
    assert refusal(ordered, finding, by=by, responsible=make_clerk())[0] == "responsible"
    assert ordered(finding, by=by).responsible == finding.clerk


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 3, 8), "期限已经过去，请选今天或以后的日子。"),
        (date(2026, 3, 14), "这一天不上班，可以选2026-03-16。"),
        (date(2026, 10, 1), "期限最长60个工作日，请选2026-06-04或以前的日子。"),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: date, why: str) -> None:
    assert refusal(ordered, due_on=day) == ("due_on", why)


def test_days_are_offered_over_holidays_and_weekends_that_are_worked() -> None:
    known = calendar_of(date(2026, 9, 25))
    own = WorkCalendar({date(2026, 3, 14): True, date(2026, 3, 13): False})
    assert (offered_day(date(2026, 3, 9), own), last_day(date(2026, 3, 9), WorkCalendar())) == (
        date(2026, 3, 16),
        date(2026, 6, 2),
    )
    assert offered_day(date(2026, 9, 28), known) == date(2026, 10, 10)


def test_a_measure_must_be_written() -> None:
    finding = found()
    why = refusal(order, finding, by=make_user(), responsible=finding.clerk, measure=" ", due_on=DUE)
    assert why == ("measure", "请写明怎样整改。")
