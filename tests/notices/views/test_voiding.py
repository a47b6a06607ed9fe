"""The page on which a document is withdrawn: it says what that means before, and writes once."""

import re

import pytest
from django.test import Client

from accounts.models import StaffUser
from notices.enums import Decision, NoticeKind
from notices.models import Notice
from notices.void_reasons import spoken_reason, void_reasons
from notices.voiding import void
from tests.affairs import follow_up, make_visit
from tests.counter import address, make_notice, signed_in, text_of
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


def reason_of(notice: Notice) -> str:
    return Notice.objects.get(pk=notice.pk).voiding.reason


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"common": "情形选错了"}, "情形选错了"),
        ({"reason": " 打印机卡纸 "}, "打印机卡纸"),
        ({"common": "重复出具", "reason": "见前一张"}, "重复出具：见前一张"),
    ],
)
def test_a_usual_reason_other_words_or_both(window: Client, notice: Notice, typed: dict[str, str], stored: str) -> None:
    window.post(address("counter_void", notice.pk), typed)
    assert reason_of(notice) == stored


@pytest.mark.parametrize("typed", [{}, {"reason": "  "}, {"common": "没有这一条"}])
def test_without_a_reason_nothing_is_written(window: Client, notice: Notice, typed: dict[str, str]) -> None:
    page = window.post(address("counter_void", notice.pk), typed)
    assert (page.status_code, 'id="reason-error"' in page.content.decode()) == (400, True)
    assert not Notice.objects.get(pk=notice.pk).is_void


def test_a_reason_that_tells_who_the_applicant_is_comes_back_with_the_page(window: Client, notice: Notice) -> None:
    page = window.post(address("counter_void", notice.pk), {"reason": "打过13800001234"})
    assert (page.status_code, page.context["form"]["reason"].value()) == (400, "打过13800001234")
    assert "不要写申请人的姓名和号码" in text_of(page)
    assert not Notice.objects.get(pk=notice.pk).is_void


def test_what_was_typed_is_kept_beside_the_error(window: Client, notice: Notice) -> None:
    page = window.post(address("counter_void", notice.pk), {"common": "没有这一条", "reason": "打印机卡纸"})
    assert 'value="打印机卡纸"' in page.content.decode()


def test_each_kind_has_its_usual_reasons_by_number_key(window: Client, notice: Notice) -> None:
    letter = follow_up(notice, NoticeKind.REJECTION)
    page = window.get(address("counter_void", letter.pk)).content.decode()
    offered = re.findall(r'name="common" value="([^"]+)" data-key="(\d)"', page)
    assert offered == [(reason, str(key)) for key, reason in enumerate(void_reasons("rejection"), 1)]


@pytest.mark.parametrize(("before", "words"), [(True, "回到“待审”"), (False, "回到还没有来办过")])
def test_of_a_letter_it_says_that_the_filing_opens_again(
    window: Client, notice: Notice, before: bool, words: str
) -> None:
    if before:
        make_visit(notice, Decision.KEPT)
    page = text_of(window.get(address("counter_void", follow_up(notice, NoticeKind.ACCEPTANCE).pk)))
    assert (words in page, "作废不能撤销" in page) == (True, True)


def test_a_sheet_with_a_letter_leads_to_the_letter(window: Client, notice: Notice) -> None:
    letter = follow_up(notice, NoticeKind.SUPPLEMENT)
    page = window.get(address("counter_void", notice.pk)).content.decode()
    assert (f'href="{address("counter_void", letter.pk)}"' in page, '<button class="btn btn-danger"' in page) == (
        True,
        False,
    )
    window.post(address("counter_void", notice.pk), {"common": "情形选错了"})
    assert not Notice.objects.get(pk=notice.pk).is_void


def test_a_void_one_says_who_when_and_why(window: Client, notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="情形选错了")
    page = text_of(window.get(address("counter_void", notice.pk)))
    assert f"已由{notice.clerk.public_name}作废：情形选错了" in page


def test_sent_twice_it_is_voided_once(window: Client, notice: Notice) -> None:
    for reason in ("情形选错了", "重复出具"):
        page = window.post(address("counter_void", notice.pk), {"common": reason}, follow=True)
    assert ("已经作废" in text_of(page), reason_of(notice)) == (True, "情形选错了")


def test_only_at_the_own_site_and_with_the_right(notice: Notice) -> None:
    letter = follow_up(notice, NoticeKind.ACCEPTANCE)
    away = make_notice().clerk
    without_right: StaffUser = make_user(notice.site, "notices.issue_notice")
    answers = [
        signed_in(user).post(address("counter_void", letter.pk), {"common": "重复出具"}).status_code
        for user in (away, without_right)
    ]
    assert (answers, Notice.objects.get(pk=letter.pk).is_void) == ([404, 403], False)


@pytest.mark.parametrize(
    ("reason", "spoken"), [("情形选错了", "情形选错了"), ("情形选错了：张某", "其他"), ("", "其他")]
)
def test_lists_that_leave_the_house_say_only_usual_reasons(reason: str, spoken: str) -> None:
    assert spoken_reason(reason) == spoken
