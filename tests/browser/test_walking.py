"""A walk in a real Chromium: what was typed beside one step is not lost by sending another."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from matters.models import Matter
from matters.publishing import edition_in_force
from oversight.trials.walking import begin
from tests.admin_pages import make_superuser
from tests.browser.conftest import sign_in_to_admin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_enter_writes_a_step_down_and_the_words_of_another_are_asked_about(page: Page, district: Any) -> None:
    page.set_default_timeout(15_000)
    walker, asked = make_superuser(), []
    run = begin(edition_in_force(Matter.objects.get(code="K7M2PA")), by=walker)
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    sign_in_to_admin(page, walker).goto(f"/oversight/trials/{run.pk}/")
    one, other = (page.locator(f"#step-{step.pk}") for step in run.steps.all()[:2])
    other.get_by_label("卡在哪里").fill("停车难")
    one.get_by_role("button", name="记下").click()
    expect(other.get_by_label("卡在哪里")).to_have_value("停车难")
    other.get_by_label("卡在哪里").press("Enter")
    expect(page).to_have_url(f"/oversight/trials/{run.pk}/#{other.get_attribute('id')}")
    expect(other.get_by_role("button", name="开始计时")).to_be_visible()
    assert (asked, [step.snag for step in run.steps.all()[:2]]) == (["beforeunload"], ["", "停车难"])
