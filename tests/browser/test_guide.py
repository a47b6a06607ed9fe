"""A guide page on a phone: the first screen, the list that is ticked, coming back, and sending it on."""

import json
import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from matters.models import Edition, Matter
from matters.publishing import today
from tests.browser.conftest import overflow
from tests.factories import add_edition

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MARRIAGE = "/g/MRK5A3/"
OWN = f"{MARRIAGE}?a=kind.hmt"


@pytest.fixture
def phone(district, open_page):
    return open_page(width=360, height=740)


def _box(page, name):
    return page.get_by_label(f"已备好：{name}", exact=True)


def _count(page):
    return page.locator("[data-count]")


def _next_edition(**changes):
    matter = Matter.objects.get(code="MRK5A3")
    return add_edition(matter, replace(matter.editions.get().guide, **changes), effective_from=today())


def test_the_first_screen_answers_what_where_when_how_long_and_how_much(phone):
    phone.goto(MARRIAGE)
    answers = phone.locator(".overview dl > div > dd > a:first-child").all()
    bottoms = [answer.bounding_box()["y"] + answer.bounding_box()["height"] for answer in answers]
    assert (len(bottoms), max(bottoms) <= 740) == (6, True)
    button = phone.get_by_role("link", name="一问一答，看您要带什么").bounding_box()
    assert button["y"] + button["height"] <= 740


def test_ticks_are_kept_on_the_phone_until_they_are_cleared(phone, axe):
    phone.goto(OWN)
    total = phone.locator("[data-group=sure]").count()
    _box(phone, "居民身份证").check()
    expect(_count(phone)).to_have_text(f"已备齐 1/{total}")
    axe(phone)
    phone.reload()
    expect(_box(phone, "居民身份证")).to_be_checked()
    phone.goto(MARRIAGE)
    expect(_box(phone, "居民身份证")).to_be_checked()
    phone.get_by_role("button", name="清除").click()
    expect(_box(phone, "居民身份证")).not_to_be_checked()
    phone.get_by_role("button", name="恢复勾选").click()
    expect(_box(phone, "居民身份证")).to_be_checked()
    assert phone.context.cookies() == []


def test_a_new_edition_names_what_changed_of_what_was_ticked(phone):
    phone.goto(OWN)
    photo, card = "双方近期半身免冠合影照片", "居民身份证"
    for name in (photo, card, "申请结婚登记声明书"):
        _box(phone, name).check()
    papers = Edition.objects.get(matter__code="MRK5A3").guide.requirements
    _next_edition(requirements=tuple(
        replace(r, copies=5) if r.name == card else r for r in papers if r.name != photo
    ))  # fmt: skip
    phone.goto(OWN)
    told = phone.locator("[data-changed]")
    expect(told).to_contain_text(f"“{card}”的要求变了，请再看一遍；“{photo}”不再需要。")
    expect(_box(phone, card)).to_be_checked()
    told.get_by_role("button", name="知道了").click()
    phone.reload()
    expect(told).to_be_hidden()
    expect(_count(phone)).to_contain_text("已备齐 2/")


def test_who_came_before_is_told_of_the_new_edition_once(phone):
    phone.goto(OWN)
    banner = phone.locator("[data-since]")
    expect(banner).to_be_hidden()
    _next_edition(consult_phone="0372-0007777")
    phone.goto(OWN)
    expect(banner).to_contain_text("您上次看的是第1版")
    banner.get_by_role("link").click()
    expect(phone).to_have_url(re.compile(r"/g/MRK5A3/history/\?a=kind\.hmt&since=1$"))
    expect(phone.get_by_role("heading", name="有1处变化")).to_be_visible()
    phone.goto(OWN)
    expect(banner).to_be_hidden()


def test_spoilt_storage_spoils_nothing(phone):
    phone.goto(MARRIAGE)
    for spoilt in ("{", "3", "null", json.dumps({"lists": {"": {"x": {}}}, "last": ""})):
        phone.evaluate(
            f"for (const key of ['checklist:{MARRIAGE}', 'seen:{MARRIAGE}']) localStorage.setItem(key, {json.dumps(spoilt)})"
        )
        phone.reload()
        expect(_count(phone)).to_contain_text("已备齐 0/")
        expect(phone.locator("[data-since]")).to_be_hidden()


@pytest.mark.parametrize("path", [f"{MARRIAGE}history/?since=1", "/check/?g=MRK5A3&q=x", "/b/BC9N3F/"])
def test_the_pages_around_it_are_narrow_and_accessible(district, open_page, axe, path):
    page = open_page(width=320)
    page.goto(path)
    assert overflow(page) == 0
    axe(page)


def test_without_javascript_nothing_is_offered_that_needs_it(district, open_page):
    page = open_page(width=320, javascript=False)
    page.goto(OWN)
    for needs in ("[data-checklist]", "[data-since]", "[data-share]", "[data-copy]", "[data-changed]"):
        expect(page.locator(needs)).to_be_hidden()
    expect(page.get_by_role("link", name="以前的版本，和上次比有什么变化")).to_be_visible()
    expect(page.locator("[data-shared]")).to_be_visible()
