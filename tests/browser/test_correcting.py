"""The catalog changed: from the desk to the correction by keyboard, and what the citizen sees of it on a phone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from matters.models import Matter, Site
from matters.publishing import edition_in_force
from notices.enums import NoticeKind
from notices.issuing import issue
from notices.models import Notice
from oversight.models import Rating
from tests.browser.conftest import overflow
from tests.browser.counter import MATTER, PASSWORD, sign_in
from tests.factories import add_edition, make_clerk, make_requirement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SITE = "dengtalu"


@pytest.fixture
def told(district: Any, known_rung: None) -> Notice:
    """Given out, and a moment later one paper more is asked for."""
    cache.clear()
    clerk = make_clerk(Site.objects.get(code=SITE))
    clerk.set_password(PASSWORD)
    clerk.save()
    matter = Matter.objects.get(code=MATTER)
    notice = issue(matter=matter, site=clerk.site, clerk=clerk)
    edition = edition_in_force(matter)
    papers = (*edition.guide.requirements, make_requirement(90, "近期照片"))
    add_edition(matter, replace(edition.guide, requirements=papers), edition.effective_from)
    return notice


def fits(page: Page, axe: Callable[[Page], None]) -> None:
    """Nothing axe objects to, and no wider than a narrow window."""
    axe(page)
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 700})
    assert overflow(page) == 0
    page.set_viewport_size(size)


@pytest.mark.both_databases
def test_a_change_is_corrected_from_the_desk_and_seen_on_the_phone(
    told: Notice, open_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    desk = sign_in(open_page(), told.clerk)
    desk.get_by_role("link", name="1张已发出的告知单不再准确").press("Enter")
    fits(desk, axe)
    desk.get_by_role("link", name="这个事项全部更正").press("Enter")
    fits(desk, axe)
    desk.keyboard.press("Escape")
    desk.get_by_role("link", name=told.serial).press("Enter")
    desk.wait_for_url(f"**/counter/notices/{told.pk}/")
    fits(desk, axe)
    desk.keyboard.press("g")
    desk.wait_for_url("**?fresh=1")
    letter = Notice.objects.get(kind=NoticeKind.CORRECTION, follows=told)

    phone = open_page(width=320, javascript=False)
    phone.goto(f"/n/{told.token}/")
    expect(phone.locator("main")).to_contain_text(f"更正告知书 {letter.serial}")
    expect(phone.locator("main")).to_contain_text("新增申请材料：近期照片")
    phone.get_by_role("link", name="评价这次服务").click()
    phone.get_by_role("radio", name="不满意", exact=True).check()
    phone.get_by_label("写得看不懂").check()
    phone.get_by_role("button", name="提交评价").click()
    expect(phone.locator("main")).to_contain_text("谢谢您的评价")
    assert list(Rating.objects.values_list("notice", "stars", "reasons")) == [(told.pk, 2, ["unclear"])]


def test_the_rating_fits_a_phone(told: Notice, open_page: Callable[..., Page], axe: Callable[[Page], None]) -> None:
    phone = open_page(width=400)
    phone.goto(f"/n/{told.token}/rate/")
    expect(phone.get_by_label("写得看不懂")).to_be_hidden()
    phone.get_by_role("radio", name="非常不满意").check()
    expect(phone.get_by_label("写得看不懂")).to_be_visible()
    fits(phone, axe)
    assert Rating.objects.count() == 0
