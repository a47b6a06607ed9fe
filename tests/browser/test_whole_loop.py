"""The whole loop, as the five people in it see it: what somebody missed on a sheet is on the next one, and they are told so.

A sheet is given out → the applicant complains → an inspector finds the complaint right → an editor mends the draft → somebody else publishes it →
the old sheet says what changed, and the complaint's receipt says that it was heard.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.models import StaffUser
from matters.guide import Requirement
from matters.models import Edition, Matter
from notices.models import Notice
from oversight.models import Amendment, Case, Feedback, Finding
from tests.admin_pages import make_staff
from tests.browser.counter import GIVEN, PASSWORD, press, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MATTER, MISSING = "残疾人证核发（新办）", "诊断证明书"
SAID = "少告知了一样材料：窗口还要诊断证明书，单子上没有写"


@pytest.fixture
def matter(district: Any, known_rung: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Matter:
    """One of the demo district; nobody has to wait before a form is taken, nothing is laid out at publishing."""
    settings.PUBLICATION_GATES = []
    monkeypatch.setattr("oversight.page_age.SHORTEST", timedelta(0))
    return Matter.objects.get(name=MATTER)


@pytest.fixture
def enter(open_page: Callable[..., Page], matter: Matter) -> Callable[[StaffUser, str], Page]:
    """`enter(user, address)`: a browser of theirs, signed in, on that page."""

    def make(user: StaffUser, address: str) -> Page:
        page = open_page()
        page.set_default_timeout(15_000)
        page.goto(address)
        page.get_by_label("用户名").fill(user.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.endswith(address))
        return page

    return make


def given_out(window: Page) -> Notice:
    """The sheet lies on the counter."""
    window.keyboard.type("cjrz")
    expect(window.locator("[data-found]")).to_contain_text("找到")
    window.locator(".result", has_text=MATTER).click()
    for answer in ("**a=*", "**a=*a=*"):
        press(window, "1")
        window.wait_for_url(answer)
    press(window, "Enter")
    window.wait_for_url(GIVEN)
    return Notice.objects.latest("pk")


def complained(phone: Page, sheet: str) -> str:
    """On the page behind the code of the sheet; the address of the receipt."""
    phone.goto(sheet)
    expect(phone.locator("main")).to_have_attribute("data-state", "valid")
    phone.get_by_role("link", name="还缺什么").click()
    expect(phone.get_by_label("内容缺漏")).to_be_checked()
    phone.get_by_label("请写在这里").fill(SAID)
    phone.get_by_role("button", name="提交", exact=True).click()
    phone.wait_for_url(re.compile(r"/feedback/\w{20}/$"))
    expect(phone.locator("main")).to_contain_text("还没有答复")
    return phone.url


def found_right(inspector: Page, department: str) -> Finding:
    """The complaint is assigned to who must answer it, and what is wrong is written down."""
    inspector.get_by_role("link", name=re.compile("反馈〔")).first.click()
    expect(inspector.locator("main")).to_contain_text(SAID)
    inspector.get_by_label("承办单位").select_option(label=department)
    inspector.get_by_role("button", name="分派", exact=True).click()
    expect(inspector.locator("main")).to_contain_text("办理中")
    inspector.keyboard.press("z")
    inspector.get_by_label("发现了什么问题").fill("告知单漏列诊断证明书，窗口实际收取")
    inspector.get_by_role("button", name="登记", exact=True).click()
    expect(inspector.locator("h1")).to_contain_text("检查发现")
    return Finding.objects.latest("pk")


def opened_with_one_click(editor: Page, case: Case) -> None:
    """From the complaint to the working copy, which says why it is open."""
    editor.get_by_role("link", name=re.compile("反馈〔")).first.click()
    editor.get_by_role("button", name=f"修改“{MATTER}”").click()
    expect(editor.locator(".findings-why")).to_contain_text(f"{case.ref}：{SAID}")


def material_added(editor: Page) -> None:
    """One more row among the materials, taken from the library."""
    editor.locator("#requirements-group .add-row a").click()
    row = editor.locator("#requirements-group .inline-related:not(.empty-form)").last
    row.locator(".select2-selection").first.click()
    editor.locator(".select2-search__field").last.fill(MISSING)
    editor.get_by_role("option", name=MISSING).first.click()
    editor.locator("input[name=_continue]").first.click()
    expect(editor.locator(".messagelist .success")).to_be_visible()


def submitted(editor: Page, case: Case) -> None:
    """The note says what changed; what it answers is ticked already."""
    editor.get_by_role("link", name="提交审核").click()
    expect(editor.get_by_label(re.compile(re.escape(case.ref)))).to_be_checked()
    editor.get_by_label("变更说明").fill("材料中写明诊断证明书")
    editor.get_by_role("button", name="提交审核").click()
    expect(editor.locator(".overview-review")).to_contain_text("审核中")


def published(reviewer: Page, case: Case) -> Edition:
    reviewer.get_by_role("link", name="等我处理").click()
    reviewer.get_by_role("link", name=MATTER).click()
    expect(reviewer.get_by_label("变更说明")).to_have_value(f"材料中写明诊断证明书（根据：{case.ref}）")
    reviewer.get_by_role("button", name="发布", exact=True).click()
    expect(reviewer.locator(".messagelist")).to_contain_text("已发布")
    return Edition.objects.filter(matter__name=MATTER).latest("number")


def papers(edition: Edition) -> set[str]:
    found: tuple[Requirement, ...] = edition.guide.requirements
    return {paper.name for paper in found}


def test_what_was_missing_is_on_the_next_sheet_and_who_said_so_is_told(
    page: Page,
    clerk: StaffUser,
    matter: Matter,
    enter: Callable[[StaffUser, str], Page],
    open_page: Callable[..., Page],
) -> None:
    # The applicant is told everything the catalog knows, and it was not everything.
    notice = given_out(sign_in(page, clerk))
    assert MISSING not in papers(notice.edition)
    phone, sheet = open_page(width=390), f"/n/{notice.token}/"
    receipt = complained(phone, sheet)
    assert Feedback.objects.get(number=receipt.split("/")[-2]).words == SAID

    # The inspector gives it to the department and writes down what is wrong.
    department = matter.department
    finding = found_right(enter(make_staff("督查人员"), "/oversight/cases/"), department.name)
    case = Case.objects.get(feedback__words=SAID)
    assert (finding.case, finding.matter, case.unit_department) == (case, matter, department)

    # The department's editor opens the draft with one click, mends it and submits it; somebody else publishes.
    editor = enter(make_staff("目录编辑", department=department), "/oversight/cases/")
    opened_with_one_click(editor, case)
    material_added(editor)
    submitted(editor, case)
    edition = published(enter(make_staff("审核发布"), "/admin/"), case)
    assert papers(edition) - papers(notice.edition) == {MISSING}
    assert Amendment.objects.get().edition() == edition

    # The old sheet says that it changed, and what.
    phone.goto(sheet)
    expect(phone.locator("main")).to_have_attribute("data-state", "superseded")
    expect(phone.locator("main")).to_contain_text(MISSING)

    # Whoever complained reads that it was heard, and what changed.
    phone.goto(receipt)
    expect(phone.locator("main")).to_contain_text("根据您的意见，办事指南已更新")
    expect(phone.locator("main")).to_contain_text(f"第{edition.number}版")
    phone.get_by_role("link", name="改了什么").click()
    expect(phone.locator("[aria-labelledby=since-title]")).to_contain_text(MISSING)
