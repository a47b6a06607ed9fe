"""Stubs scanned one after the other."""

import pytest
from django.utils import timezone

from notices.enums import Manner, ReceiptHow
from notices.models import Receipt
from notices.receiving.receipts import confirm
from notices.receiving.stubs import Outcome, confirmed_today, scan_stub, unsigned_today
from notices.voiding import void
from tests.counter import make_notice
from tests.factories import make_clerk, make_site

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def notice():
    return make_notice(at=timezone.now())


def outcome(line, clerk):
    scanned = scan_stub(line, by=clerk)
    return scanned.outcome, scanned.notice


@pytest.mark.parametrize(
    "line", ["https://zwfw.example.gov.cn/n/{token}/", "{token}", "{serial}", "http：、、x。cn、n、{token}、"]
)
def test_a_scan_confirms_at_once(notice, line):
    line = line.format(token=notice.token, serial=notice.serial)
    assert outcome(line, notice.clerk) == (Outcome.RECEIVED, notice)
    assert Receipt.objects.get().recorded_by == notice.clerk


def test_the_second_scan_says_when_the_first_was(notice):
    scan_stub(notice.token, by=notice.clerk)
    second = scan_stub(notice.token, by=notice.clerk)
    assert (second.outcome, "登记过" in second.words) == (Outcome.ALREADY, True)


def test_a_void_one_is_refused(notice):
    void(notice, by=notice.clerk, reason="情形选错")
    assert outcome(notice.token, notice.clerk) == (Outcome.REFUSED, notice)


def test_another_sites_stub_goes_back_there(notice):
    scanned = scan_stub(notice.token, by=make_clerk(make_site()))
    assert (scanned.outcome, scanned.notice, "交回出具的窗口" in scanned.words) == (Outcome.UNKNOWN, None, True)
    assert not Receipt.objects.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("0123456789ABCDEFGHJK", "没有这张告知单"),
        ("测站〔2026〕000999", "本办事地点没有编号"),
        ("https://zwfw.example.gov.cn/g/K7M2PA/", "空白告知单"),
        ("哈哈", "没有读懂"),
        ("", "没有读懂"),
    ],
)
def test_what_is_no_stub_is_said(notice, line, says):
    scanned = scan_stub(line, by=notice.clerk)
    assert (scanned.outcome, says in scanned.words) == (Outcome.UNKNOWN, True)


def test_the_list_holds_what_this_window_handed_over_today(notice):
    clerk, now = notice.clerk, timezone.now()
    make_notice(notice.site, clerk, at=timezone.now(), manner=Manner.PHONE)
    make_notice(notice.site, clerk)
    make_notice(notice.site, _next_door(notice), at=now)
    void(make_notice(notice.site, clerk, at=now), by=clerk, reason="情形选错")
    confirm(make_notice(notice.site, clerk, at=now), how=ReceiptHow.STUB, by=clerk)
    colleagues = make_notice(notice.site, make_clerk(notice.site), at=now)
    assert list(unsigned_today(clerk, window=clerk.window)) == [colleagues, notice]


def test_without_a_window_the_list_is_the_clerks_own(notice):
    make_notice(notice.site, make_clerk(notice.site), at=timezone.now())
    assert list(unsigned_today(notice.clerk, window="")) == [notice]


def test_what_was_confirmed_today_is_listed_newest_first(notice):
    other = make_notice(notice.site, notice.clerk)
    for one in (notice, other):
        scan_stub(one.token, by=notice.clerk)
    assert [receipt.notice for receipt in confirmed_today(notice.clerk)] == [other, notice]


def _next_door(notice):
    clerk = make_clerk(notice.site)
    clerk.window = "2号窗口"
    clerk.save()
    return clerk
