"""The guide is read aloud by the browser's own voice, where it has a Chinese one."""

import pytest

from tests.browser.speech import STUB

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARRIAGE = "/g/MRK5A3/?view=elder"


@pytest.fixture
def guide(district, open_page):
    """A guide in 长辈版, on a phone whose Chinese voice arrived after the page."""
    page = open_page(width=360)
    page.add_init_script(STUB)
    page.goto(MARRIAGE)
    return page


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_nothing_is_offered_without_a_chinese_voice(guide):
    guide.evaluate("speechSynthesis.arrive('en-US')")
    assert not guide.locator("[data-read-aloud]").is_visible()


def test_the_guide_is_read_sentence_by_sentence_in_its_order(guide):
    guide.evaluate("speechSynthesis.arrive('en-US', 'zh-CN')")
    button(guide, "朗读").click()
    for _ in range(4):
        guide.evaluate("speechSynthesis.finish()")
    said = guide.evaluate("said")
    assert said[0] == "结婚登记"
    assert said[1].startswith("带什么，")
    assert guide.locator(".is-read-aloud").count() == 1


def test_hours_are_said_as_people_say_them(guide):
    guide.evaluate("speechSynthesis.arrive('zh-CN')")
    button(guide, "朗读").click()
    for _ in range(6):
        guide.evaluate("speechSynthesis.finish()")
    assert "9点到12点" in "".join(guide.evaluate("said"))


def test_pausing_goes_on_with_the_sentence_that_was_cut(guide):
    guide.evaluate("speechSynthesis.arrive('zh-CN')")
    button(guide, "朗读").click()
    guide.evaluate("speechSynthesis.finish()")
    button(guide, "暂停朗读").click()
    button(guide, "继续朗读").click()
    said = guide.evaluate("said")
    assert (len(said), said[1]) == (3, said[2])


def test_stopping_begins_anew_and_marks_nothing(guide):
    guide.evaluate("speechSynthesis.arrive('zh-CN')")
    button(guide, "朗读").click()
    button(guide, "停止").click()
    assert guide.locator(".is-read-aloud").count() == 0
    button(guide, "朗读").click()
    assert guide.evaluate("said") == ["结婚登记", "结婚登记"]


def test_leaving_the_page_silences_it(guide):
    guide.evaluate("speechSynthesis.arrive('zh-CN')")
    button(guide, "朗读").click()
    guide.evaluate("dispatchEvent(new Event('pagehide'))")
    assert guide.evaluate("speechSynthesis.utterance") is None
