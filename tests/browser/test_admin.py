"""The catalog's admin in a real Chromium: no console error under the CSP, links that lead to the field, a whole publication."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from matters.models import Matter
from matters.publishing import today
from tests import factories
from tests.admin_pages import change_url, deed_url, make_superuser
from tests.browser.conftest import RULES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = {**RULES, "preload": False}
"""Without axe's own copy of the style sheets, which it would add as inline style: the CSP refuses that and the console would say so."""


@pytest.fixture
def admin(page: Page, district: Any) -> Page:
    """A page on which a superuser is signed in."""
    user = make_superuser()
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret-word-9")
    page.click("input[type=submit]")
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def test_list_change_and_deed_pages_work_under_the_csp(admin: Page) -> None:
    matter = Matter.objects.get(code="K2ZB7H")
    for address in ("/admin/matters/matter/", "/admin/matters/matter/add/", change_url(matter)):
        admin.goto(address)
        admin.wait_for_load_state("networkidle")
    for deed in ("publish", "suspend", "retire"):
        admin.goto(deed_url(matter, deed))
        expect(admin.locator("h1").last).to_contain_text(matter.name)


def test_our_own_parts_have_no_accessibility_violation(admin: Page) -> None:
    matter = factories.make_published(factories.make_guide(), consult_phone="")
    pages = {
        change_url(matter): [[".overview"], [".sections"]],
        deed_url(matter, "publish"): [[".deed"]],
        deed_url(matter, "retire"): [[".deed"]],
        f"/counter/preview/{matter.code}/": [[".preview-side"]],
    }
    for address, parts in pages.items():
        admin.goto(address)
        found = Axe().run(admin, context={"include": parts}, options=AXE).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_a_finding_leads_to_its_row_and_another_material_is_found_by_typing(admin: Page) -> None:
    matter = factories.make_matter()
    matter.requirements.filter(position=1).update(name_override="身份证、户口本")
    admin.goto(change_url(matter))
    admin.get_by_role("link", name="像是两份材料写在一行").click()
    expect(admin.locator("#requirements-1")).to_be_in_viewport()
    admin.locator("#requirements-1 .select2-selection").first.click()
    admin.locator(".select2-search__field").last.fill("身份证")
    admin.get_by_role("option", name="居民身份证", exact=True).click()
    expect(admin.locator("#requirements-1 .select2-selection__rendered").first).to_have_text("居民身份证")


def test_a_row_is_added_and_refused_at_its_field(admin: Page) -> None:
    matter = factories.make_matter()
    admin.goto(change_url(matter))
    admin.locator("#conditions-group .add-row a").click()
    admin.fill("#id_conditions-1-text", "第二条")
    admin.fill("#id_conditions-1-when", "who.self")
    admin.locator("input[name=_continue]").first.click()
    expect(admin.locator("#conditions-1 .errorlist, #conditions-group .row-form-errors")).to_contain_text(
        "没有“who.self”"
    )
    admin.fill("#id_conditions-1-when", "")
    admin.locator("input[name=_continue]").first.click()
    expect(admin.locator("#id_conditions-1-text")).to_have_value("第二条")
    assert matter.conditions.count() == 2


def test_a_draft_is_previewed_and_published(admin: Page, settings: Any) -> None:
    settings.PUBLICATION_GATES = []
    matter = factories.make_matter()
    with admin.expect_response(lambda response: "sheet.pdf" in response.url) as pdf:
        admin.goto(f"/counter/preview/{matter.code}/")
    assert pdf.value.headers["content-type"] == "application/pdf"
    expect(admin.locator(".preview-facts")).to_contain_text("1页")
    admin.goto(deed_url(matter, "publish"))
    expect(admin.get_by_label("施行日期")).to_have_value(today().isoformat())
    admin.get_by_label("变更说明").fill("首次发布")
    admin.get_by_role("button", name="发布").click()
    expect(admin.locator(".messagelist")).to_contain_text("发布完成")
    expect(admin.locator(".overview")).to_contain_text("当前内容与现行版本相同")
