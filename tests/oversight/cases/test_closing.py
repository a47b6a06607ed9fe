"""Calls, correction orders and the end; and taking it up again."""

from datetime import date
from typing import Any

import pytest

from notices.models import Notice
from oversight.cases.appealing import appeal, decide_appeal
from oversight.cases.calling import CALL_DUE, call_back, left_unhappy
from oversight.cases.closing import close, reopen
from oversight.enums import AppealDecision, CallOutcome, CaseState, StepDeed
from oversight.models import CallBack, Case, CorrectionOrder, Finding, Stars
from oversight.models.feedback import FeedbackKind
from oversight.refusal import CannotDo
from tests.counter import make_notice
from tests.factories import make_user
from tests.oversight.cases.made import PHONE, answered, asked, badly_rated, deeds, with_phone

pytestmark = pytest.mark.django_db
WHY = "窗口排队的人多，告知没有问题"


def refusal(verb: Any, *args: Any, **given: Any) -> tuple[str, str]:
    with pytest.raises(CannotDo) as refused:
        verb(*args, **given)
    return refused.value.field, str(refused.value)


def call(case: Case, outcome: CallOutcome = CallOutcome.REACHED, **given: Any) -> CallBack:
    return call_back(case, outcome=outcome, **{"by": make_user(), **given})


def due() -> list[Case]:
    return list(Case.objects.filter(CALL_DUE))


@pytest.fixture
def notice(known_rung: None) -> Notice:
    return make_notice()


def test_a_case_that_was_answered_is_closed() -> None:
    case = answered(asked())
    row = close(case, by=make_user())
    assert (row.state, row.closed_at is not None, close(case, by=make_user()).revision) == (
        "closed",
        True,
        row.revision,
    )
    assert [deed for deed, _ in deeds(case)] == [StepDeed.ANSWERED, StepDeed.CLOSED]


def test_without_an_answer_nothing_is_closed() -> None:
    assert "还没有答复" in refusal(close, asked(), by=make_user())[1]


# 回访


def test_who_was_unhappy_at_the_last_call_still_is_until_they_say_otherwise() -> None:
    case = answered(asked())
    call(case, stars=Stars.BAD)
    call(case, CallOutcome.NO_ANSWER)
    assert left_unhappy(case)
    call(case, stars=Stars.GOOD)
    assert not left_unhappy(case)


def test_a_call_is_noted_once_with_what_the_person_thinks() -> None:
    case = answered(asked(contact={"phone": PHONE}))
    calls = {call(case, stars=Stars.GOOD, words="满意了", request_key="k").pk for _ in range(2)}
    assert (len(calls), deeds(case)[-1]) == (1, (StepDeed.CALLED, "已接通，满意，满意了"))


@pytest.mark.parametrize("given", [{"outcome": CallOutcome.NO_ANSWER, "stars": Stars.GOOD}, {"words": PHONE}])
def test_what_is_no_call_is_refused(given: dict[str, Any]) -> None:
    case = asked()
    with pytest.raises(CannotDo):
        call(case, **given)
    assert deeds(case) == []


def test_a_complaint_waits_for_a_call_where_there_is_a_phone() -> None:
    silent, reachable = (answered(asked(FeedbackKind.COMPLAINT, words=words, contact=contact))
                         for words, contact in (("等太久", {}), ("态度不好", {"phone": PHONE})))  # fmt: skip
    assert (due(), close(silent, by=make_user()).state) == ([reachable], CaseState.CLOSED)
    assert "还没有回访" in refusal(close, reachable, by=make_user())[1]
    call(reachable, CallOutcome.NO_ANSWER)
    assert (due(), close(reachable, by=make_user()).state) == ([], CaseState.CLOSED)


def test_the_applicant_of_a_badly_rated_document_is_called(notice: Notice) -> None:
    case = answered(badly_rated(with_phone(notice)))
    assert due() == [case]
    assert "还没有回访" in refusal(close, case, by=make_user(), no_order=WHY)[1]


def test_whom_it_is_about_neither_calls_nor_closes(notice: Notice) -> None:
    case = answered(badly_rated(notice))
    for verb, given in ((call, {}), (close, {"no_order": WHY})):
        assert "涉及您本人" in refusal(verb, case, by=notice.clerk, **given)[1]


# 整改


def test_a_bad_rating_needs_an_order_or_a_reason_why_not(notice: Notice) -> None:
    case = answered(badly_rated(notice))
    assert refusal(close, case, by=make_user())[0] == "no_order"
    close(case, by=make_user(), no_order=WHY)
    assert deeds(case)[-1] == (StepDeed.CLOSED, f"不用整改：{WHY}")


def test_with_a_correction_order_no_reason_is_asked_for(notice: Notice) -> None:
    case, by = answered(badly_rated(notice)), make_user()
    finding = Finding.objects.create(case=case, words="没有写全", by=by)
    CorrectionOrder.objects.create(
        finding=finding, responsible=notice.clerk, measure="重写", due_on=date(2026, 3, 20), ordered_by=by
    )
    assert close(case, by=by).state == CaseState.CLOSED


# 申诉


def test_an_upheld_appeal_lets_the_rating_count_nowhere(notice: Notice) -> None:
    case = badly_rated(with_phone(notice))
    made = appeal(case, by=notice.clerk, words="不是本窗口办的")
    row = decide_appeal(made, by=make_user(), decision=AppealDecision.UPHELD, reason="核实属实")
    case.refresh_from_db()
    assert (row.decision, case.is_unfounded, case.needs_call_back, case.needs_order) == ("upheld", True, False, False)
    assert (close(case, by=make_user()).state, due()) == (CaseState.CLOSED, [])


def test_a_denied_appeal_leaves_all_as_it_was(notice: Notice) -> None:
    case = badly_rated(notice)
    made = appeal(case, by=notice.clerk, words="不是本窗口办的")
    decide_appeal(made, by=make_user(), decision=AppealDecision.DENIED, reason="监控可见")
    case.refresh_from_db()
    assert (case.is_unfounded, case.needs_order) == (False, True)
    assert deeds(case)[-1] == (StepDeed.DECIDED, "维持评价：监控可见")


def test_only_the_clerk_appeals_and_once(notice: Notice) -> None:
    case = badly_rated(notice)
    assert "本人可以申诉" in refusal(appeal, case, by=make_user(), words="不对")[1]
    rows = {appeal(case, by=notice.clerk, words="不对").pk for _ in range(2)}
    assert (len(rows), "已经申诉过" in refusal(appeal, case, by=notice.clerk, words="又来")[1]) == (1, True)


def test_nobody_decides_their_own_appeal_and_none_is_decided_twice(notice: Notice) -> None:
    made = appeal(badly_rated(notice), by=notice.clerk, words="不对")
    given = {"decision": AppealDecision.DENIED, "reason": "监控可见"}
    assert "自己的申诉" in refusal(decide_appeal, made, by=notice.clerk, **given)[1]
    assert refusal(decide_appeal, made, by=make_user(), **{**given, "reason": ""})[0] == "reason"
    decide_appeal(made, by=make_user(), **given)
    upheld = {**given, "decision": AppealDecision.UPHELD}
    assert "已经决定过" in refusal(decide_appeal, made, by=make_user(), **upheld)[1]


# 重新办理


def test_a_closed_case_is_taken_up_again_with_a_new_day() -> None:
    case = close(answered(asked()), by=make_user())
    first = case.due_on
    row = reopen(case, by=make_user(), reason="对方不满意", today=date(2026, 4, 30))
    assert (row.state, row.closed_at, row.due_on) == (CaseState.ASSIGNED, None, date(2026, 5, 7))
    assert case.steps.last().detail == {"first": first.isoformat(), "due_on": "2026-05-07"}
    assert "不用重新办理" in refusal(reopen, case, by=make_user(), reason="再来", today=date(2026, 4, 30))[1]
