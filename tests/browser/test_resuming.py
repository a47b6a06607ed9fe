"""Two tabs and a session that ends between them: one notice, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from notices.models import Notice
from tests.browser.counter import GIVEN, MATTER, PASSWORD, sign_in
from tests.counter import make_notice

pytestmark = [
    pytest.mark.browser,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("known_rung"),
]


def test_two_tabs_and_a_session_that_ends_lose_nothing_and_double_nothing(
    page: Page, clerk: StaffUser, axe: Callable[[Page], None], district: Any
) -> None:
    wrong = make_notice(clerk.site, clerk, at=None)
    desk = sign_in(page, clerk)
    other = page.context.new_page()
    desk.goto(f"/counter/m/{MATTER}/")
    other.goto(f"/counter/notices/{wrong.pk}/void/")
    other.locator("input[name=reason]").fill("选错了<b>情形")
    Session.objects.all().delete()

    # The first tab issues: asked for the password, and on it goes.
    desk.get_by_role("button", name="出具告知单").click()
    expect(desk.get_by_role("heading")).to_have_text("请重新登录")
    axe(desk)
    desk.get_by_label("密码").fill(PASSWORD)
    desk.get_by_role("button", name="登录并继续提交").dblclick()
    desk.wait_for_url(GIVEN, wait_until="networkidle")

    # The other tab is of the session before: one more click, nothing typed again.
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading")).to_have_text("请再提交一次")
    axe(other)
    other.get_by_role("button").click()
    expect(other.locator("[data-state]")).to_have_attribute("data-state", "void")
    assert Notice.objects.get(pk=wrong.pk).voiding.reason == "选错了<b>情形"
    assert Notice.objects.filter(clerk=clerk).exclude(pk=wrong.pk).count() == 1
    other.close()
