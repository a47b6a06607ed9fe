"""The public pages in a real Chromium: accessible, quiet, narrow, and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from matters.enums import Level
from matters.models import Matter, Site
from notices.issuing import issue
from tests.browser.conftest import overflow
from tests.factories import make_clerk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARRIAGE = "/g/MRK5A3/"


@pytest.fixture
def notice(district, known_rung):
    """A notice of the marriage register."""
    site = Site.objects.get(code="beiguan")
    return issue(matter=Matter.objects.get(code="MRK5A3"), site=site, clerk=make_clerk(site), answers={"kind": "hmt"})


def test_guide_of_every_level_fits_a_narrow_window(district, open_page, axe):
    page = open_page(width=320)
    matter = Matter.objects.filter(handlings__level=Level.COMMUNITY).order_by("code").first()
    page.goto(f"/g/{matter.code}/")
    for summary in page.locator("summary").all():
        summary.click()
    assert overflow(page) == 0
    axe(page)


def test_guide_is_usable_at_twice_the_size(district, open_page):
    page = open_page(width=640)
    page.goto(MARRIAGE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(page) == 0


def test_notice_page_says_valid(notice, page):
    page.goto(f"/n/{notice.token}/")
    assert page.locator("main").get_attribute("data-state") == "valid"


def test_from_a_search_to_the_sheet_without_javascript(district, open_page, monkeypatch):
    """Every step a link or a plain form, the answers in the address."""
    page = open_page(javascript=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("领证")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="结婚登记").click()
    page.locator("#situation a.chip").nth(1).click()
    expect(page).to_have_url(re.compile(rf"{MARRIAGE}\?a=kind\.hmt#situation$"))
    expect(page.locator("#situation [aria-current]")).to_have_count(1)
    sheet = page.get_by_role("link", name=re.compile("打印这里的告知单")).get_attribute("href")
    response = page.request.get(sheet)
    assert (response.status, response.body()[:5]) == (200, b"%PDF-")


def test_an_answer_can_be_changed_and_taken_back(district, page):
    page.goto(f"{MARRIAGE}?a=kind.hmt")
    page.locator("#situation a.chip").nth(0).click()
    expect(page).to_have_url(re.compile(r"\?a=kind\.mainland#situation$"))
    page.locator("#situation [aria-current]").click()
    expect(page).to_have_url(re.compile(rf"{MARRIAGE}#situation$"))


def test_after_a_choice_the_keyboard_goes_on_at_the_questions(district, page):
    page.goto(MARRIAGE)
    page.locator("#situation a.chip").nth(1).press("Enter")
    page.wait_for_url(re.compile(r"\?a=kind\.hmt#situation$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#situation') !== null")


def test_the_first_tab_stop_skips_to_the_text(district, page):
    page.goto(MARRIAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_keyboard_focus_can_be_seen(district, page):
    page.goto("/")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_paper_shows_the_content_without_the_frame(district, page):
    page.goto(MARRIAGE)
    page.emulate_media(media="print")
    assert [page.locator(part).is_visible() for part in (".site-header", ".site-footer", "#print", "#materials")] == [
        False, False, False, True,
    ]  # fmt: skip
