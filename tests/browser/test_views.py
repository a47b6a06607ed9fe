"""长辈版 and high contrast: one tap away on every page, remembered, and there without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.counter import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def view(page):
    return page.evaluate("document.documentElement.dataset.view")


def test_one_tap_leads_to_the_elder_version_and_it_stays(district, open_page):
    page = open_page(width=360)
    page.goto("/")
    page.get_by_role("link", name="长辈版", exact=True).click()
    page.locator(".site-nav").get_by_role("link", name="办事地点").click()
    assert (view(page), page.url.endswith("/sites/")) == ("elder", True)
    page.get_by_role("link", name="退出长辈版").click()
    page.reload()
    assert view(page) == ""


def test_both_views_hold_together(district, page):
    page.goto("/")
    page.get_by_role("link", name="高对比度", exact=True).click()
    page.get_by_role("link", name="长辈版", exact=True).click()
    page.goto("/sites/")
    assert view(page) == "elder contrast"


def test_an_address_that_asks_for_a_view_is_remembered_but_not_passed_on(district, page):
    page.goto("/sites/?view=elder&q=万达")
    assert "view" not in page.url
    page.goto("/")
    assert view(page) == "elder"


def test_the_elder_version_needs_no_javascript(district, open_page):
    page = open_page(width=360, javascript=False)
    page.goto("/g/MRK5A3/?a=kind.hmt")
    page.get_by_role("link", name="长辈版", exact=True).click()
    expect(page).to_have_url(f"{district.url}/g/MRK5A3/?a=kind.hmt&view=elder")
    expect(page.locator("html")).to_have_attribute("data-view", "elder")


def test_the_elder_version_is_near_the_first_tab_stop(district, page):
    page.goto("/")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.switch") == "elder"


def test_staff_pages_are_shown_one_way(district, clerk, page):
    page.goto("/?view=elder,contrast")
    sign_in(page, clerk)
    assert page.locator("html").get_attribute("data-view") is None
