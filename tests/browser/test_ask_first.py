"""Who is asked first leads on, and tells by telephone: by keyboard, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from notices.models import Arrival, Enquiry, Notice
from tests.browser.conftest import overflow
from tests.browser.counter import may_sign_in, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(district: Any, open_page: Callable[..., Page], known_rung: None) -> Callable[[str], Page]:
    """Signs a demo clerk in at their window."""

    def sit(username: str) -> Page:
        return sign_in(open_page(), may_sign_in(username))

    return sit


def fits(page: Page, axe: Callable[[Page], None]) -> None:
    """Accessible, and no wider than a small telephone."""
    axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert overflow(page) == 0
    page.set_viewport_size({"width": 1280, "height": 900})


def test_somebody_is_led_on_arrives_and_somebody_else_is_told_by_telephone(
    window: Callable[[str], Page], axe: Callable[[Page], None]
) -> None:
    centre = window("zhongxin")
    centre.keyboard.press("F2")
    centre.wait_for_url("**/counter/ask-first/**")
    centre.keyboard.insert_text("低保")
    expect(centre.locator("[data-found]")).to_contain_text("找到1项")
    fits(centre, axe)
    centre.keyboard.press("1")
    expect(centre.get_by_label("引导到其他办事地点")).to_be_focused()
    fits(centre, axe)
    centre.keyboard.press("p")
    expect(centre.get_by_role("button", name="打印引导单")).to_be_focused()
    fits(centre, axe)

    # The slip in hand, the person comes to the street's window, where a scanner types what is on it.
    enquiry = Enquiry.objects.get()
    street = window("hongqi")
    street.keyboard.insert_text(f"https://zwfw.example.gov.cn/r/{enquiry.token}/")
    street.keyboard.press("Enter")
    expect(street.get_by_text("引来")).to_contain_text("演示06号")
    fits(street, axe)
    street.get_by_label("电话", exact=True).check()
    script = street.locator("[data-script]")
    expect(script).to_be_visible()
    street.keyboard.press("p")
    street.wait_for_url("**fresh=1")
    assert Arrival.objects.get().notice == Notice.objects.get()

    expect(script).to_be_focused()
    expect(script.locator("[data-group]:visible")).to_contain_text("您好")
    street.keyboard.press("ArrowDown")
    street.keyboard.press("Space")
    expect(script.locator("[data-place]")).to_contain_text("3 /")
    fits(street, axe)
    street.keyboard.press("m")
    expect(street.get_by_text("已复制短信文案。")).to_be_visible()
    street.keyboard.press("t")
    expect(script).to_be_focused()
    for path in (f"/r/{enquiry.token}/", "/counter/ask-first/list/", "/counter/stand-in/"):
        centre.goto(path)
        fits(centre, axe)
    expect(centre.get_by_text("代谁的岗")).to_be_visible()
