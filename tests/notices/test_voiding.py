"""Voiding and reprinting: rows beside the ledger, never a change of it."""

import pytest

from accounts.models import AuditEntry
from notices.issuing import issue
from notices.models import Notice
from notices.voiding import CannotReprint, CannotVoid, note_reprint, void
from tests.factories import local, make_clerk, make_published, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice() -> Notice:
    site = make_site()
    return issue(matter=make_published(), site=site, clerk=make_clerk(site), at=local(2026, 3, 9))


def stored(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_a_void_notice_says_who_and_why(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason=" 情形选错 ")
    voiding = stored(notice).voiding
    assert (voiding.by, voiding.reason, stored(notice).is_void) == (notice.clerk, "情形选错", True)


def test_voiding_leaves_the_ledger_row_as_it_was(notice: Notice) -> None:
    before = Notice.objects.filter(pk=notice.pk).values().get()
    void(notice, by=notice.clerk, reason="情形选错")
    assert Notice.objects.filter(pk=notice.pk).values().get() == before


def test_a_voided_number_stays_used(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="情形选错")
    following = issue(matter=notice.matter, site=notice.site, clerk=notice.clerk, at=local(2026, 3, 9))
    assert following.number == notice.number + 1


def test_voiding_is_on_the_audit_trail(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="情形选错")
    entry = AuditEntry.objects.filter(action="void").latest("id")
    assert (entry.actor, entry.target, entry.detail) == (notice.clerk, notice.serial, {"reason": "情形选错"})


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_notice_is_not_voided_without_a_reason(notice: Notice, reason: str) -> None:
    with pytest.raises(CannotVoid, match="作废必须写明原因"):
        void(notice, by=notice.clerk, reason=reason)
    assert not stored(notice).is_void


def test_a_notice_is_voided_once(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="情形选错")
    with pytest.raises(CannotVoid, match="已经作废"):
        void(stored(notice), by=notice.clerk, reason="再作废一次")
    assert stored(notice).voiding.reason == "情形选错"


def test_reprints_are_counted_beside_the_notice(notice: Notice) -> None:
    for reason in ("卡纸", ""):
        note_reprint(notice, by=notice.clerk, reason=reason)
    assert [reprint.reason for reprint in notice.reprints.all()] == ["卡纸", ""]
    assert Notice.objects.filter(site=notice.site).count() == 1


def test_a_void_notice_is_not_printed_again(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="情形选错")
    with pytest.raises(CannotReprint, match="已经作废，不能重打"):
        note_reprint(stored(notice), by=notice.clerk)
    assert notice.reprints.count() == 0
