"""The search field and its list in a real Chromium: by keyboard, with an input method, on a phone, without JavaScript."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from matters.models import MissedSearch
from tests.browser.conftest import overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(page):
    """What suggestions were asked for so far."""
    words = []

    def note(request):
        address = urlsplit(request.url)
        if address.path == "/search/suggest/":
            words.append(parse_qs(address.query)["q"][0])

    page.on("request", note)
    return words


def test_suggestions_are_reached_and_left_by_keyboard(district, page, asked, axe):
    page.goto("/")
    field, links = page.get_by_role("searchbox"), page.locator("#suggestions a")
    field.press_sequentially("结婚登记", delay=20)
    expect(links.first).to_have_text(re.compile("结婚登记"))
    expect(page.locator("[data-suggested]")).to_have_text(re.compile(r"^\d条建议"))
    axe(page)
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    assert (field.input_value(), asked) == ("结婚登记", ["结婚登记"])
    page.keyboard.type("证")
    expect(links.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/g/MRK5A3/$"))


def test_letters_of_an_input_method_are_not_asked_for(district, page, asked):
    page.goto("/search/")
    field = page.get_by_role("searchbox")
    field.focus()
    session = page.context.new_cdp_session(page)
    for letters in ("j", "jie", "jie h", "jie hun"):
        session.send(
            "Input.imeSetComposition", {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)}
        )
    page.wait_for_timeout(400)
    while_composing = list(asked)
    session.send("Input.insertText", {"text": "结婚"})
    expect(page.locator("#suggestions a").first).to_have_text(re.compile("结婚"))
    field.fill("")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.wait_for_timeout(300)
    assert (while_composing, asked) == ([], ["结婚"])


def test_a_filter_changes_the_list_and_says_so(district, page, axe):
    page.goto("/search/?q=证")
    page.evaluate("window.isTheSamePage = true")
    page.locator(".facet a", has_text="社区").first.click()
    expect(page).to_have_url(re.compile("level=community"))
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("[data-announce]")).to_have_text(re.compile(r"^找到\d+项"))
    assert page.evaluate("window.isTheSamePage")
    assert page.locator("#kept input").get_attribute("value") == "community"
    axe(page)
    page.get_by_role("link", name=re.compile("去掉这个条件")).click()
    expect(page.locator(".chip")).to_have_count(0)
    page.go_back()
    expect(page.locator(".chip")).to_have_text(re.compile("社区"))


def test_a_vain_search_is_told_once(district, page):
    with page.expect_response("**/search/missed/") as told:
        page.goto("/search/?q=水怪")
    assert told.value.status == 204
    assert list(MissedSearch.objects.values_list("words", "times")) == [("水怪", 1)]


def test_on_a_phone_the_filters_open_on_request_without_javascript(district, open_page, axe):
    page = open_page(width=320, javascript=False)
    page.goto("/search/")
    expect(page.locator(".facets")).to_be_hidden()
    page.locator("label[for=narrow]").click()
    page.locator(".facet a", has_text="街道").first.click()
    expect(page).to_have_url(re.compile(r"\?level=street$"))
    page.get_by_role("searchbox").fill("残疾")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".chip")).to_have_text(re.compile("街道"))
    page.locator(".result a").first.click()
    expect(page).to_have_url(re.compile("/[gb]/"))


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_of_the_list_is_accessible(district, open_page, axe, width):
    page = open_page(width=width)
    for query in ("", "?q=残及人证", "?q=水怪", "?level=street&page=2"):
        page.goto(f"/search/{query}")
        assert (query, overflow(page)) == (query, 0)
        axe(page)


def test_only_pages_with_a_search_field_load_what_it_needs(district, page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    page.goto("/g/MRK5A3/")
    assert [name for name in loaded if name.startswith(("htmx", "search"))] == []
