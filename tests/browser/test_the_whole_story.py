"""One applicant's affair from the first question to the last word, at the window and on the phone, as the people in it see it.

Told → back with one paper missing → told in writing what to supply → back with everything → accepted → rated.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from notices.enums import Decision, NoticeKind, ReceiptHow
from notices.models import Notice, Visit
from notices.proving.ledger_check import check_ledger
from oversight.models import Rating
from tests.browser.counter import press, sign_in
from tests.paper import Paper, decoded, squeezed

pytestmark = [pytest.mark.browser, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

MATTER = "残疾人证核发（新办）"
PAPER = "居民身份证"


@pytest.fixture
def window(page: Page, clerk: StaffUser, known_rung: None) -> Page:
    """The desk of a clerk of 灯塔路, signed in."""
    return sign_in(page, clerk)


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """The applicant's."""
    return open_page(width=390)


def newest(kind: NoticeKind) -> Notice:
    return Notice.objects.filter(kind=kind).latest("pk")


def scan(window: Page, url: str) -> None:
    """At the desk a scanner types what is in the code, and Enter."""
    window.goto("/counter/")
    expect(window.locator("#q")).to_be_focused()
    window.keyboard.type(url + "\n")
    window.wait_for_url(re.compile(r"/counter/notices/\d+/$"))


def codes_on(window: Page, notice: Notice) -> set[str]:
    """What a scanner reads from the printed paper."""
    paper = Paper(window.request.get(f"/counter/notices/{notice.pk}/sheet.pdf").body())
    assert len(paper.pages) == 1
    return set(decoded(paper.raster))


def words_on(window: Page, notice: Notice) -> str:
    return squeezed(Paper(window.request.get(f"/counter/notices/{notice.pk}/sheet.pdf").body()).text)


def told(window: Page) -> Notice:
    """Four letters, the first of the list, two answers, Enter: the sheet lies on the counter."""
    window.keyboard.type("cjrz")
    expect(window.locator("[data-found]")).to_contain_text("找到")
    window.locator(".result", has_text=MATTER).click()
    press(window, "1")
    window.wait_for_url("**a=*")
    press(window, "1")
    window.wait_for_url("**a=*a=*")
    press(window, "Enter")
    window.wait_for_url("**fresh=1")
    return newest(NoticeKind.GUIDANCE)


def received_on_the_phone(phone: Page, url: str) -> None:
    """The applicant scans the sheet and confirms."""
    phone.goto(url)
    expect(phone.locator("main")).to_have_attribute("data-state", "valid")
    phone.get_by_role("button", name="我已收到").click()
    expect(phone.locator("main")).to_contain_text("已签收")


def brought(window: Page, missing: str = "") -> None:
    """The sheet is scanned, and its own list is ticked: everything, but for one paper."""
    window.keyboard.press("k")
    expect(window.locator("h1")).to_have_text(MATTER)
    for row in window.locator("[data-paper]").all():
        state = "缺" if missing and missing in row.locator("legend").inner_text() else "已收"
        row.get_by_role("radio", name=state, exact=True).check()


def decided(window: Page, decision: Decision) -> None:
    window.locator(f"[name=decision][value={decision}]").check()
    window.locator("[data-submit]").click()
    window.wait_for_url(re.compile(r"/counter/notices/\d+/\?fresh=1$"))


def test_told_returned_supplemented_accepted_and_rated(window: Page, phone: Page, district: Any) -> None:
    # The applicant asks, and is told everything, once, on one page of paper.
    sheet = told(window)
    link = f"{district.url}/n/{sheet.token}/"
    assert codes_on(window, sheet) == {link}
    received_on_the_phone(phone, link)

    # Days later they are back. One paper is missing, and they are told so in writing.
    scan(window, link)
    brought(window, missing=PAPER)
    decided(window, Decision.SUPPLEMENT)
    supplement = newest(NoticeKind.SUPPLEMENT)
    assert (supplement.follows, supplement.serial) == (sheet, sheet.serial.replace("〔", "补〔"))
    assert re.search(f"需补齐（1项）.{{1,40}}{PAPER}", words_on(window, supplement))
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text("补正")

    # They come with it. Why they had to come again is put on record, and the filing is accepted.
    scan(window, link)
    brought(window)
    window.locator("[name=cause][value=applicant]").check()
    decided(window, Decision.ACCEPTANCE)
    acceptance = newest(NoticeKind.ACCEPTANCE)
    assert codes_on(window, acceptance) == {f"{district.url}/n/{acceptance.token}/"}

    # The thread tells the whole of it, and the ledger proves it.
    scan(window, link)
    expect(window.locator(".thread-standing")).to_contain_text("已受理")
    assert sheet.receipt.how == ReceiptHow.PHONE
    assert [visit.decision for visit in Visit.objects.filter(notice=sheet)] == [
        Decision.SUPPLEMENT,
        Decision.ACCEPTANCE,
    ]
    assert check_ledger().broken == []

    # At home they say how it was.
    phone.goto(f"{district.url}/n/{acceptance.token}/")
    phone.get_by_role("link", name="评价").click()
    phone.get_by_label("非常满意", exact=False).first.check()
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.locator("main")).to_contain_text("谢谢您的评价")
    assert Rating.objects.get(notice=acceptance).stars == 5
