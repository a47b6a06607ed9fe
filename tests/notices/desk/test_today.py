"""The day so far in numbers: whose, of which day, in how many queries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Site
from notices.desk.today import Tally, today_at
from notices.enums import Decision, NoticeKind, ReceiptHow
from notices.models import Receipt
from notices.voiding import void
from tests.affairs import follow_up, make_visit
from tests.counter import address, make_notice, signed_in
from tests.factories import make_clerk, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

NOTHING = Tally(0, (), None, 0, 0, 0)


def told(site: Site, clerk: StaffUser, **values: Any) -> Any:
    return make_notice(site, clerk, at=timezone.now(), **values)


def test_a_day_without_work_is_all_noughts(site: Site, clerk: StaffUser) -> None:
    today = today_at(clerk, site)
    assert (today.mine, today.window, today.site) == (NOTHING, None, NOTHING)


def test_documents_receipts_and_visits_are_counted(site: Site, clerk: StaffUser) -> None:
    sheets = [told(site, clerk) for _ in range(3)]
    follow_up(sheets[0], NoticeKind.REJECTION)
    for sheet, how in zip(sheets, ReceiptHow, strict=False):
        Receipt.objects.create(notice=sheet, how=how)
    make_visit(sheets[1], Decision.RETURNED)
    assert today_at(clerk, site).mine == Tally(3, ((NoticeKind.REJECTION, 1),), 75, 2, 0, 0)


def test_a_refused_receipt_is_none(site: Site, clerk: StaffUser) -> None:
    Receipt.objects.create(notice=told(site, clerk), how=ReceiptHow.REFUSED)
    assert today_at(clerk, site).mine.received == 0


def test_void_documents_and_their_visits_count_for_nothing(site: Site, clerk: StaffUser) -> None:
    letter = follow_up(told(site, clerk), NoticeKind.ACCEPTANCE)
    void(letter, by=clerk, reason="材料核对有误")
    void(letter.follows, by=clerk, reason="情形选错了")
    assert today_at(clerk, site).site == NOTHING


def test_mine_is_part_of_the_window_and_that_of_the_site(site: Site, clerk: StaffUser) -> None:
    beside, elsewhere = make_clerk(site), make_clerk(site)
    StaffUser.objects.filter(pk=elsewhere.pk).update(window="2号窗口")
    for who in (clerk, beside, elsewhere):
        told(site, who)
    told(make_site(), clerk)
    today = today_at(clerk, site)
    assert today.window
    assert [tally.told for tally in (today.mine, today.window, today.site)] == [1, 2, 3]


def test_what_waits_is_of_any_day_and_late_after_its_own(site: Site, clerk: StaffUser) -> None:
    day = timezone.localdate()
    for days in (-1, 0, 5):
        visit = {"due_on": day + timedelta(days=days), "at": timezone.now() - timedelta(days=3)}
        make_visit(told(site, clerk), Decision.KEPT, **visit)
    mine = today_at(clerk, site).mine
    assert (mine.visits, mine.waiting, mine.overdue) == (0, 3, 1)


def test_yesterday_is_not_today(site: Site, clerk: StaffUser) -> None:
    make_notice(site, clerk, at=timezone.now() - timedelta(days=1))
    day = timezone.localdate()
    assert [today_at(clerk, site, day - timedelta(days=n)).mine.told for n in (0, 1)] == [0, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_three_queries(site: Site, clerk: StaffUser, count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        follow_up(told(site, make_clerk(site)), NoticeKind.SUPPLEMENT)
    with django_assert_num_queries(3):
        today_at(clerk, site)


def test_the_desk_shows_it(site: Site, clerk: StaffUser) -> None:
    told(site, clerk)
    window: Client = signed_in(clerk)
    assert window.get(address("counter")).context["today"] == today_at(clerk, site)
