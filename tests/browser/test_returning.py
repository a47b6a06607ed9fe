"""The applicant is back: the sheet is scanned, its list ticked and decided, without a mouse and without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from notices.ladder import LADDER
from notices.models import Notice, Visit
from tests.browser.conftest import overflow
from tests.counter import make_notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "secret-word-9"


@pytest.fixture(autouse=True)
def _known_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after publishing: issuing does not search."""
    monkeypatch.setattr("notices.issuing.setting_for", lambda *_, **__: LADDER[-1])


@pytest.fixture
def root(district: Any) -> Notice:
    """A sheet with three papers, told by the demo clerk of a street centre."""
    clerk = StaffUser.objects.get(username="dengta")
    clerk.set_password(PASSWORD)
    clerk.save()
    return make_notice(clerk.site, clerk)


def sign_in(page: Page) -> None:
    page.goto("/counter/")
    page.get_by_label("用户名").fill("dengta")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#q")).to_be_focused()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_supplement_by_keyboard_alone(page: Page, root: Notice, axe: Callable[[Page], None]) -> None:
    sign_in(page)
    page.keyboard.insert_text(f"https://zwfw.example.gov.cn/n/{root.token}/")
    press(page, "Enter")
    expect(page.get_by_role("link", name="来办了：核对材料")).to_be_focused()
    press(page, "k")
    expect(page.locator(".ticks input").first).to_be_focused()
    press(
        page, "3", "1", "2", "a"
    )  # the identity card has expired, the household register is missing, the rest is here
    expect(page.locator("[data-tally]")).to_have_text("差2份")
    expect(page.locator("[name=decision][value=acceptance]")).to_be_hidden()
    axe(page)
    press(page, "b")
    expect(page.get_by_role("button", name="出具补正告知书")).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("**fresh=1")
    ticks = [(t.state, t.wrong) for t in Visit.objects.get(notice=root).ticked]
    assert ticks == [("wrong", "已过有效期"), ("missing", ""), ("received", "")]
    expect(page.locator(".thread-standing")).to_contain_text("待补正")
    axe(page)


def test_the_page_works_without_a_script_and_on_a_narrow_screen(open_page: Callable[..., Page], root: Notice) -> None:
    page = open_page(width=320, javascript=False)
    sign_in(page)
    page.goto(f"/counter/notices/{root.pk}/return/")
    assert overflow(page) == 0
    for group in page.locator(".paper-row").all():
        group.get_by_label("已收").check()
    page.locator("[name=decision][value=acceptance]").check()
    page.get_by_role("button", name="登记并出具文书").click()
    page.wait_for_url("**fresh=1")
    assert Visit.objects.get(notice=root).decision == "acceptance"
