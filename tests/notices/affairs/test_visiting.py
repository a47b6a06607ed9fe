"""Recording a visit with its letter: one transaction, one thread, one decision at a time."""

from datetime import date
from typing import Any

import pytest

from matters.enums import LimitKind, LimitUnit
from matters.guide import Limit
from notices.affairs.visiting import CannotReceive, Said, receive, undo
from notices.enums import Decision, NoticeKind, RepeatCause, Tick
from notices.letters.letter import Ticked
from notices.models import Notice, Visit
from notices.voiding import void
from tests.counter import make_notice
from tests.factories import local, make_clerk, make_guide, make_published
from tests.visits import came

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def letters(root: Notice) -> list[str]:
    return list(Notice.objects.filter(follows=root).order_by("pk").values_list("kind", flat=True))


def test_a_supplement_is_a_visit_with_its_letter(root: Notice) -> None:
    visit = came(root, Decision.SUPPLEMENT, "rwm", note="下午再来")
    assert (visit.filing, visit.site, visit.due_on, visit.note) == (1, root.site, date(2026, 3, 16), "下午再来")
    assert [t.state for t in Visit.objects.get(pk=visit.pk).ticked] == [Tick.RECEIVED, Tick.WRONG, Tick.MISSING]
    assert (visit.letter.kind, visit.letter.follows) == (NoticeKind.SUPPLEMENT, root)


@pytest.mark.parametrize(
    ("decision", "states", "due_on"),
    [
        (Decision.KEPT, "rr-", date(2026, 3, 16)),
        (Decision.RETURNED, "m--", None),
        (Decision.WITHDRAWN, "---", None),
    ],
)
def test_a_visit_without_a_letter(root: Notice, decision: Decision, states: str, due_on: date | None) -> None:
    assert (came(root, decision, states).due_on, letters(root)) == (due_on, [])


def test_the_acting_colleague_stands_in_the_visit_and_the_letter(root: Notice) -> None:
    colleague = make_clerk(root.site)
    visit = came(root, Decision.ACCEPTANCE, acting_for=colleague)
    assert (visit.acting_for, visit.letter.acting_for) == (colleague, colleague)


def test_the_letter_is_told_the_days_of_the_application(root: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []
    monkeypatch.setattr("notices.affairs.visiting.write_letter", lambda *_, occasion, **__: told.append(occasion))
    came(root, Decision.KEPT)
    came(root, Decision.ACCEPTANCE, at=local(2026, 3, 12))
    assert (told[0].told_on, told[0].received_on, told[0].accepted_on) == (
        date(2026, 3, 9),
        date(2026, 3, 9),
        date(2026, 3, 12),
    )


def test_what_was_decided_too_late_is_accepted_from_the_day_of_receipt(
    root: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr("notices.affairs.visiting.write_letter", lambda *_, occasion, **__: told.append(occasion))
    came(root, Decision.KEPT)
    came(root, Decision.ACCEPTANCE, at=local(2026, 3, 17))
    assert told[0].accepted_on == date(2026, 3, 9)


def test_further_papers_do_not_give_the_office_more_time(root: Notice) -> None:
    came(root, Decision.KEPT, "r--")
    assert came(root, Decision.KEPT, "rr-", at=local(2026, 3, 11)).due_on == date(2026, 3, 16)


def test_going_home_again_leaves_the_applicants_deadline(root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    again = came(root, Decision.RETURNED, "rrm", cause=RepeatCause.APPLICANT, at=local(2026, 3, 11))
    assert (again.due_on, again.cause) == (date(2026, 3, 16), RepeatCause.APPLICANT)


def test_after_a_decision_the_next_visit_is_another_application(root: Notice) -> None:
    came(root, Decision.REJECTION, "---")
    assert came(root, Decision.KEPT, at=local(2026, 3, 20)).filing == 2


def test_a_second_supplement_is_flagged_by_its_reason(root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    second = came(root, Decision.SUPPLEMENT, "rrw", again=" 复核时发现 ", cause=RepeatCause.CLERK)
    assert (second.again, letters(root)) == ("复核时发现", ["supplement", "supplement"])


def test_the_cause_of_a_first_visit_is_not_kept(root: Notice) -> None:
    assert came(root, Decision.KEPT, cause=RepeatCause.CLERK).cause == ""


def test_nothing_is_written_where_the_rules_refuse(root: Notice) -> None:
    with pytest.raises(CannotReceive, match="还没有齐"):
        came(root, Decision.ACCEPTANCE, "rrm")
    assert (Visit.objects.filter(notice=root).count(), letters(root)) == (0, [])


def test_a_letter_that_cannot_be_printed_leaves_no_visit(root: Notice) -> None:
    with pytest.raises(CannotReceive, match="印不出来"):
        came(root, Decision.REJECTION, "---", reason="不符合条件😀")
    assert Visit.objects.filter(notice=root).count() == 0


def test_a_paper_that_is_not_on_the_sheet_is_refused(root: Notice) -> None:
    other = [Ticked(key="m9", name="结婚证", state=Tick.RECEIVED)]
    with pytest.raises(CannotReceive, match="不在这张告知单上"):
        receive(root, Said(decision=Decision.KEPT), clerk=root.clerk, ticks=other)


def test_a_void_sheet_receives_nothing(root: Notice) -> None:
    void(root, by=root.clerk, reason="情形选错了")
    with pytest.raises(CannotReceive, match="已经作废"):
        came(Notice.objects.get(pk=root.pk), Decision.KEPT)


def test_a_letter_is_not_a_list_to_check(root: Notice) -> None:
    letter = came(root, Decision.SUPPLEMENT, "rrm").letter
    with pytest.raises(CannotReceive, match="请扫原来的告知单"):
        receive(letter, Said(decision=Decision.KEPT), clerk=root.clerk, ticks=[])


def test_the_same_request_twice_is_one_visit(root: Notice) -> None:
    first = came(root, Decision.ACCEPTANCE, request_key="k")
    assert (came(root, Decision.ACCEPTANCE, request_key="k"), letters(root)) == (first, ["acceptance"])


def test_of_two_who_decide_at_once_the_second_is_told_what_the_first_did(root: Notice) -> None:
    came(root, Decision.KEPT, seen=0)
    with pytest.raises(CannotReceive, match=f"{root.clerk}已在03-09 09:41登记“收下材料，待审”"):
        came(root, Decision.ACCEPTANCE, seen=0)


def test_a_paper_may_follow_only_until_the_site_must_be_done() -> None:
    promise = (Limit(kind=LimitKind.PROMISED, amount=2, unit=LimitUnit.WORKDAY),)
    root = make_notice(matter=make_published(make_guide(limits=promise)))
    with pytest.raises(CannotReceive, match="2026-03-11"):
        came(root, Decision.DEFERRAL, "rrm", note="主任同意")


def test_what_was_to_follow_came(root: Notice) -> None:
    came(root, Decision.DEFERRAL, "rrm", note="主任同意")
    done = came(root, Decision.COMPLETED, at=local(2026, 3, 12))
    assert (done.filing, done.cause, letters(root)) == (1, "", ["deferral"])


# --- Taking back


def test_the_newest_visit_is_taken_back_by_a_row(root: Notice) -> None:
    visit = came(root, Decision.KEPT)
    row = undo(visit, by=root.clerk)
    assert (row.decision, row.undoes, list(Visit.objects.standing().filter(notice=root))) == (
        Decision.UNDONE,
        visit,
        [],
    )


def test_taking_back_twice_is_taking_back_once(root: Notice) -> None:
    visit = came(root, Decision.KEPT)
    assert undo(visit, by=root.clerk) == undo(visit, by=root.clerk)


def test_an_older_visit_cannot_be_taken_back(root: Notice) -> None:
    first = came(root, Decision.KEPT)
    came(root, Decision.KEPT)
    with pytest.raises(CannotReceive, match="最近的一步"):
        undo(first, by=root.clerk)


def test_a_visit_with_a_letter_is_taken_back_by_voiding_the_letter(root: Notice) -> None:
    visit = came(root, Decision.ACCEPTANCE)
    with pytest.raises(CannotReceive, match="请作废那份文书"):
        undo(visit, by=root.clerk)
    void(visit.letter, by=root.clerk, reason="点错了")
    assert came(root, Decision.SUPPLEMENT, "rrm").filing == 1
