"""The applicant is back: the sheet is scanned, its list ticked and decided, without a mouse and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from notices.models import Notice, Visit
from tests.browser.conftest import overflow
from tests.browser.counter import press, sign_in
from tests.counter import make_notice

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("known_rung"),
]


@pytest.fixture
def root(clerk: StaffUser) -> Notice:
    """A sheet with three papers."""
    return make_notice(clerk.site, clerk)


def test_a_supplement_by_keyboard_alone(page: Page, root: Notice, axe: Callable[[Page], None]) -> None:
    sign_in(page, root.clerk)
    page.keyboard.insert_text(f"https://zwfw.example.gov.cn/n/{root.token}/")
    press(page, "Enter")
    expect(page.get_by_role("link", name="来办了：核对材料")).to_be_focused()
    press(page, "k")
    expect(page.locator(".ticks input").first).to_be_focused()
    press(
        page, "3", "1", "2", "a"
    )  # the identity card has expired, the household register is missing, the rest is here
    expect(page.locator("[data-tally]")).to_have_text("差2项")
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


def test_a_cause_that_was_not_chosen_has_the_focus_when_the_page_comes_back(page: Page, root: Notice) -> None:
    """Enter in a text field sends the form at once; what it still lacks is then answered with a digit."""
    sign_in(page, root.clerk).goto(f"/counter/notices/{root.pk}/return/")
    press(page, "2", "a", "b")
    expect(page.get_by_role("button", name="出具补正告知书")).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("**fresh=1")
    page.goto(f"/counter/notices/{root.pk}/return/")
    press(page, "2", "a", "b")
    expect(page.locator("[name=cause]").first).to_be_focused()
    page.locator("[name=again]").focus()
    page.keyboard.insert_text("身份证在途中遗失")
    press(page, "Enter")
    expect(page.get_by_text("请选择原因")).to_be_in_viewport()
    expect(page.locator("[name=cause]").first).to_be_focused()
    press(page, "4")
    expect(page.get_by_role("button", name="出具补正告知书")).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("**fresh=1")
    assert Visit.objects.filter(notice=root).latest("pk").cause == "applicant"


def test_the_page_works_without_a_script_and_on_a_narrow_screen(open_page: Callable[..., Page], root: Notice) -> None:
    page = open_page(width=320, javascript=False)
    sign_in(page, root.clerk)
    page.goto(f"/counter/notices/{root.pk}/return/")
    assert overflow(page) == 0
    for group in page.locator(".paper-row").all():
        group.get_by_label("已收").check()
    page.locator("[name=decision][value=acceptance]").check()
    page.get_by_role("button", name="登记并出具文书").click()
    page.wait_for_url("**fresh=1")
    assert Visit.objects.get(notice=root).decision == "acceptance"
