"""A thread as plain data: what happened, in order, with who, and how it stands."""

from datetime import date
from typing import Any

import pytest

from notices.affairs.threads import Deed, thread_of
from notices.affairs.visiting import CannotReceive, undo
from notices.enums import Decision, EnquiryOutcome, ReceiptHow, Receiver, RepeatCause
from notices.models import Arrival, Enquiry, Notice, Receipt
from notices.voiding import note_reprint, void
from tests.counter import make_notice
from tests.factories import local, make_clerk
from tests.visits import came

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]
TODAY = date(2026, 3, 12)


def deeds(root: Notice) -> list[tuple[Deed, str, bool]]:
    return [(event.deed, event.title, event.counts) for event in thread_of(root, TODAY).events]


def test_a_sheet_that_nobody_came_back_with(root: Notice) -> None:
    thread = thread_of(root, TODAY)
    assert [(e.deed, e.who, e.words, e.at) for e in thread.events] == [
        (Deed.TOLD, root.clerk.public_name, "现场", root.issued_at)
    ]
    assert (thread.standing.words, thread.newest, thread.can_undo) == ("已告知，等申请人来办", None, False)


def test_the_whole_story_in_order(root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm", at=local(2026, 3, 9, 10))
    last = came(root, Decision.ACCEPTANCE, cause=RepeatCause.APPLICANT, at=local(2026, 3, 11))
    Receipt.objects.create(notice=last.letter, how=ReceiptHow.STUB, receiver=Receiver.AGENT, recorded_by=root.clerk)
    note_reprint(root, by=root.clerk, reason="卡纸")
    told = [(e.title, e.words, e.tally) for e in thread_of(root, TODAY).events]
    assert told == [
        ("出具一次性告知单", "现场", ""),
        ("一次告知补正", "期限2026-03-16", "已收2，缺1"),
        ("受理", "再次来访：申请人没有备齐", "已收3"),
        ("签收", "代办人，存根签字", ""),
        ("重打一次性告知单", "卡纸", ""),
    ]


def test_the_standing_and_the_repeats(root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    came(root, Decision.RETURNED, "rrm", cause=RepeatCause.CATALOG)
    thread = thread_of(root, TODAY)
    assert (thread.standing.words, thread.standing.countdown.words, thread.repeats) == ("待补正", "还剩2个工作日", 1)


def test_a_visit_that_was_taken_back_stays_to_be_seen_and_does_not_count(root: Notice) -> None:
    undo(came(root, Decision.KEPT), by=root.clerk)
    assert deeds(root)[1:] == [(Deed.CAME, "收下材料，待审", False), (Deed.UNDONE, "撤销上一步", True)]
    assert thread_of(root, TODAY).standing.words == "已告知，等申请人来办"


def test_a_voided_letter_takes_its_visit_with_it(root: Notice) -> None:
    letter = came(root, Decision.ACCEPTANCE).letter
    void(letter, by=root.clerk, reason="点错了")
    assert deeds(root)[1:] == [(Deed.CAME, "受理", False), (Deed.VOIDED, "受理通知书作废", True)]


def test_whoever_stands_in_is_named_with_the_colleague(root: Notice) -> None:
    colleague = make_clerk(root.site)
    note_reprint(root, by=root.clerk, acting_for=colleague)
    letter = came(root, Decision.SUPPLEMENT, "rrm", acting_for=colleague).letter
    void(letter, by=root.clerk, reason="打错了", acting_for=colleague)
    events = thread_of(root, TODAY).events[1:]
    assert {event.who for event in events} == {f"{root.clerk.public_name}（代{colleague.public_name}）"}
    assert len(events) == 3


def test_a_sheet_whose_place_a_newer_one_took_says_so_and_takes_nothing_in(root: Notice) -> None:
    newer = make_notice(root.site, root.clerk, matter=root.matter, replaces=root, at=local(2026, 3, 10))
    thread = thread_of(root, TODAY)
    assert (thread.standing.words, thread.events[-1].words) == (f"已由{newer.serial}代替", f"现场，代替{root.serial}")
    with pytest.raises(CannotReceive, match=f"已由 {newer.serial} 代替"):
        came(root, Decision.KEPT)
    void(newer, by=root.clerk, reason="打错了")
    assert thread_of(Notice.objects.get(pk=root.pk), TODAY).standing.words == "已告知，等申请人来办"


def test_a_second_supplement_is_flagged(root: Notice) -> None:
    came(root, Decision.SUPPLEMENT, "rrm")
    came(root, Decision.SUPPLEMENT, "rrw", cause=RepeatCause.CLERK, again="复核时发现")
    assert [e.flag for e in thread_of(root, TODAY).events] == ["", "", "再次补正：复核时发现"]


def test_who_was_asked_first_and_where_the_person_arrived(root: Notice) -> None:
    asked: dict[str, Any] = {"site": root.site, "clerk": root.clerk, "at": local(2026, 3, 9, 8)}
    enquiry = Enquiry.objects.create(**asked, token="T1", outcome=EnquiryOutcome.LED_WINDOW, led_to="3号窗口")
    Arrival.objects.create(enquiry=enquiry, site=root.site, clerk=root.clerk, notice=root)
    assert [(e.deed, e.words) for e in thread_of(root, TODAY).events if e.deed != Deed.TOLD] == [
        (Deed.LED, "引导到其他窗口，3号窗口"),
        (Deed.ARRIVED, ""),
    ]


@pytest.mark.parametrize("visits", [1, 4])
def test_a_thread_takes_six_queries_however_long(root: Notice, visits: int, django_assert_num_queries: Any) -> None:
    for _ in range(visits):
        note_reprint(root, by=root.clerk)
        came(root, Decision.SUPPLEMENT, "rrm", cause=RepeatCause.CLERK, again="又发现")
    root = Notice.objects.with_parts().get(pk=root.pk)
    with django_assert_num_queries(6):
        thread_of(root, TODAY)
