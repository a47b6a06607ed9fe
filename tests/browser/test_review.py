"""A matter's way through review in a real Chromium: submitted, returned, corrected, published by somebody else; and a bulk edit."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from matters.models import Matter
from matters.publishing import today
from tests import factories
from tests.admin_pages import change_url, deed_url, make_staff, make_superuser
from tests.browser.conftest import AXE, sign_in_to_admin

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sign_in(open_page: Callable[..., Page], district: Any, settings: Any) -> Callable[[StaffUser], Page]:
    """A page on which that user is signed in to the admin."""
    settings.PUBLICATION_GATES = []

    def make(user: StaffUser) -> Page:
        return sign_in_to_admin(open_page(), user)

    return make


def submit(page: Page, matter: Matter, note: str) -> None:
    page.goto(deed_url(matter, "submit"))
    page.get_by_label("变更说明").fill(note)
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator(".overview-review")).to_contain_text("审核中")


def open_waiting(page: Page, matter: Matter) -> None:
    page.goto("/admin/")
    page.get_by_role("link", name="等我处理").click()
    page.get_by_role("link", name=matter.name).click()


def accessible(page: Page, part: str) -> None:
    found = Axe().run(page, context={"include": [[part]]}, options=AXE).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_returned_corrected_and_published_by_somebody_else(sign_in: Callable[[StaffUser], Page]) -> None:
    matter = factories.make_matter()
    editor, reviewer = sign_in(make_staff("目录编辑")), sign_in(make_staff("审核发布"))
    submit(editor, matter, "首次发布")

    open_waiting(reviewer, matter)
    accessible(reviewer, ".review")
    reviewer.get_by_label("退回原因").fill("咨询电话打不通")
    reviewer.get_by_role("button", name="退回").click()
    expect(reviewer.locator(".review-reason")).to_have_text("咨询电话打不通")

    editor.goto("/admin/")
    expect(editor.locator(".waiting-count")).to_have_text("1")
    editor.goto(change_url(matter))
    expect(editor.locator(".overview-review")).to_contain_text("咨询电话打不通")
    editor.fill("#id_consult_phone", "0372-0008888")
    editor.locator("input[name=_continue]").first.click()
    expect(editor.locator(".messagelist .success")).to_be_visible()
    submit(editor, matter, "首次发布，电话已改")

    open_waiting(reviewer, matter)
    expect(reviewer.get_by_label("施行日期")).to_have_value(today().isoformat())
    reviewer.get_by_role("button", name="发布", exact=True).click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已发布")
    assert matter.editions.get().guide.consult_phone == "0372-0008888"


def test_nobody_is_offered_to_publish_their_own(sign_in: Callable[[StaffUser], Page]) -> None:
    matter = factories.make_matter()
    page = sign_in(make_superuser())
    submit(page, matter, "首次发布")
    page.get_by_role("link", name="看审核单").click()
    expect(page.locator(".review-obstacle")).to_have_text("这是您提交的，须由另一个人审核。")
    expect(page.get_by_role("button", name="发布", exact=True)).to_have_count(0)
    page.get_by_role("button", name="撤回").click()
    expect(page.locator(".review-facts")).to_contain_text("已撤回")


def test_a_phone_is_changed_everywhere_and_back(sign_in: Callable[[StaffUser], Page]) -> None:
    matters = [factories.make_matter(consult_phone="0372-7770001") for _ in range(2)]
    page = sign_in(make_staff("目录编辑"))
    page.goto("/admin/matters/matter/bulk/phone/")
    page.get_by_label("原电话").fill("0372-7770001")
    page.get_by_label("新电话").fill("0372-7770002")
    page.get_by_role("button", name="预览，先不改").click()
    accessible(page, ".bulk")
    page.locator("input[name=swap]").first.uncheck()
    page.get_by_role("button", name="修改勾选的各处").click()
    expect(page.get_by_role("status")).to_contain_text("改了1个事项的1处")
    page.get_by_role("button", name="撤销这次批量修改").click()
    expect(page.locator("h1").last).to_have_text("撤销批量修改：结果")
    assert set(Matter.objects.filter(pk__in=[m.pk for m in matters]).values_list("consult_phone", flat=True)) == {
        "0372-7770001"
    }


def test_lists_and_merging_have_no_accessibility_violation(sign_in: Callable[[StaffUser], Page]) -> None:
    one, other = factories.make_matter(name="重复的事项"), factories.make_matter(name="重复的事项")
    page = sign_in(make_superuser())
    page.goto("/admin/matters/review/waiting/")
    accessible(page, ".waiting")
    page.goto("/admin/matters/matter/duplicates/")
    accessible(page, ".merge")
    page.get_by_role("link", name="与第一个对照、合并").click()
    accessible(page, ".merge")
    page.get_by_label(f"留下“{one.name}”").first.check()
    page.get_by_role("button", name="合并").click()
    expect(page.locator(".messagelist .success")).to_contain_text("已并入")
    assert Matter.objects.filter(pk__in=[one.pk, other.pk], standing="retired").count() == 1
