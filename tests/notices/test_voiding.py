"""Voiding and reprinting: rows beside the ledger, never a change of it."""

import pytest

from accounts.models import AuditEntry
from notices.enums import Decision, NoticeKind
from notices.issuing import issue
from notices.models import Notice, Visit
from notices.voiding import (
    CannotReprint,
    CannotVoid,
    note_reprint,
    obstacle_to_voiding,
    standing_letters,
    standing_without,
    void,
)
from tests.affairs import follow_up, make_visit
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


# A sheet on which something still stands


def test_a_sheet_is_not_voided_before_its_letters(notice: Notice) -> None:
    letter = follow_up(notice, NoticeKind.SUPPLEMENT)
    with pytest.raises(CannotVoid, match=f"还有补正告知书 {letter.serial}。请先作废它"):
        void(notice, by=notice.clerk, reason="情形选错了")
    void(letter, by=notice.clerk, reason="补正内容写错了")
    void(notice, by=notice.clerk, reason="情形选错了")
    assert stored(notice).is_void


def test_letters_stand_in_the_order_to_withdraw_them(notice: Notice) -> None:
    letters = [follow_up(notice, kind) for kind in (NoticeKind.SUPPLEMENT, NoticeKind.ACCEPTANCE)]
    assert standing_letters(notice) == letters[::-1]


def test_a_sheet_is_not_voided_while_papers_wait_for_a_decision(notice: Notice) -> None:
    visit = make_visit(notice, Decision.KEPT)
    with pytest.raises(CannotVoid, match="还在待审"):
        void(notice, by=notice.clerk, reason="情形选错了")
    make_visit(notice, Decision.UNDONE, undoes=visit)
    void(notice, by=notice.clerk, reason="情形选错了")
    assert stored(notice).is_void


def test_papers_that_went_home_again_are_no_obstacle(notice: Notice) -> None:
    make_visit(notice, Decision.RETURNED)
    assert obstacle_to_voiding(notice) == ""


def test_voiding_a_letter_opens_its_filing_again(notice: Notice) -> None:
    visit = make_visit(notice, Decision.KEPT)
    letter = follow_up(notice, NoticeKind.REJECTION)
    assert standing_without(letter) == visit
    void(letter, by=notice.clerk, reason="理由或依据写错了")
    assert list(Visit.objects.newest().filter(notice=notice)) == [visit]


def test_without_its_only_letter_nobody_has_come_yet(notice: Notice) -> None:
    assert standing_without(follow_up(notice, NoticeKind.ACCEPTANCE)) is None


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
