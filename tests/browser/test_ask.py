"""The questions one at a time in a real Chromium: by keyboard, by number, without JavaScript, on a narrow screen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import overflow

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CARD = "/g/K7M2PA/"
ANSWERED = re.compile(rf"{CARD}\?a=kind\.adult&a=who\.agent$")


def _tab_to(page, text):
    """Moves the focus on with the Tab key until it is on the link with that text."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if text in page.evaluate("document.activeElement.textContent"):
            return
    raise AssertionError(f"no way to {text} by keyboard")


def test_the_questions_are_answered_by_keyboard_alone(district, open_page, axe):
    page = open_page(width=320)
    page.goto(CARD)
    _tab_to(page, "一问一答")
    page.keyboard.press("Enter")
    for question, option in (("申请人属于哪一类", "成年肢体"), ("谁来办理", "委托他人")):
        expect(page.get_by_role("heading", level=1)).to_contain_text(question)
        assert overflow(page) == 0
        axe(page)
        _tab_to(page, option)
        page.keyboard.press("Enter")
    expect(page).to_have_url(ANSWERED)


def test_number_keys_answer_as_well(district, page):
    page.goto(f"{CARD}ask/")
    page.keyboard.press("1")
    expect(page).to_have_url(re.compile(r"a=kind\.adult$"))
    page.keyboard.press("2")
    expect(page).to_have_url(ANSWERED)


def test_without_javascript_an_answer_is_changed_and_targets_are_large(district, open_page, axe):
    page = open_page(javascript=False)
    page.goto(f"{CARD}ask/?a=kind.guarded&q=kind")
    sizes = [link.bounding_box()["height"] for link in page.locator(".ask a:not(.alert a)").all()]
    assert [height for height in sizes if height < 60] == []
    page.get_by_role("link", name="成年肢体").click()
    page.get_by_role("link", name="申请人属于哪一类").click()
    expect(page.locator(".ask-option[aria-current]")).to_contain_text("成年肢体")
    page.get_by_role("link", name=re.compile("不确定")).click()
    expect(page).to_have_url(re.compile(rf"{CARD}#situation$"))


def test_a_question_asked_again_is_accessible(district, page, axe):
    page.goto(f"{CARD}ask/?a=kind.adult&a=who.agent&q=kind")
    expect(page.locator(".ask-option[aria-current]")).to_have_count(1)
    axe(page)
