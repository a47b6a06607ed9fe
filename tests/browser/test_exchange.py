"""Import and export in a real Chromium: a dirty workbook from upload to drafts, with and without JavaScript, and a run in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from matters.enums import RunState
from matters.exchange import runs
from matters.models import ExchangeRun, LinkCheck, Matter
from matters.publishing import today
from tests.admin_pages import make_superuser
from tests.browser.conftest import AXE, overflow, sign_in_to_admin
from tests.matters.exchange.exchanging import exchange_dir, make_csv, make_dirty_workbook
from tests.matters.exchange.test_tasks import work

__all__ = ["exchange_dir"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("exchange_dir")]
LIST = "/admin/matters/matter/"


@pytest.fixture
def admin(page: Page, district: Any) -> Page:
    """A page on which a superuser is signed in."""
    return sign_in_to_admin(page, make_superuser())


def upload(page: Page, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    page.goto(LIST)
    page.locator(".object-tools").get_by_role("link", name="导入", exact=True).click()
    page.get_by_label("文件").set_input_files(path)
    page.get_by_role("button", name="上传并检查").click()


def no_violation(page: Page) -> None:
    found = Axe().run(page, context={"include": [[".exchange"]]}, options=AXE).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def papers_of(name: str) -> list[str]:
    return list(Matter.objects.get(name=name).requirements.values_list("material__name", flat=True))


@pytest.mark.both_databases
def test_a_dirty_workbook_goes_from_upload_over_a_repair_to_drafts(admin: Page, tmp_path: Path) -> None:
    upload(admin, tmp_path / "目录.xlsx", make_dirty_workbook())
    expect(admin.locator("#problems")).to_contain_text("“行政怪事”不在可选范围内")
    no_violation(admin)
    admin.get_by_role("checkbox", name="拆成几种材料").check()
    expect(admin.get_by_role("checkbox", name="营业执照、法人授权书").first).to_be_checked()
    admin.get_by_role("button", name="按所选重新检查").click()
    expect(admin.get_by_role("checkbox", name="拆成几种材料")).to_be_checked()
    admin.get_by_role("button", name="确认导入").click()
    expect(admin.locator(".exchange-done")).to_contain_text("导入完成")
    no_violation(admin)
    assert papers_of("演示事项甲") == ["营业执照", "法人授权书"]
    admin.goto(f"{LIST}?standing=draft")
    expect(admin.locator("#result_list")).to_contain_text("演示事项甲")


def test_the_same_works_without_javascript(open_page: Callable[..., Page], district: Any, tmp_path: Path) -> None:
    page = sign_in_to_admin(open_page(javascript=False), make_superuser())
    upload(page, tmp_path / "目录.xlsx", make_dirty_workbook())
    page.get_by_role("checkbox", name="拆成几种材料").check()
    page.get_by_role("button", name="按所选重新检查").click()
    page.get_by_role("button", name="确认导入").click()
    expect(page.locator(".exchange-done")).to_contain_text("导入完成")
    assert papers_of("演示事项甲") == ["营业执照", "法人授权书"]


def test_unticking_one_repair_unticks_its_kind(admin: Page, tmp_path: Path) -> None:
    upload(admin, tmp_path / "目录.xlsx", make_dirty_workbook())
    kind = admin.get_by_role("checkbox", name="拆成几种材料")
    kind.check()
    admin.get_by_role("checkbox", name="营业执照、法人授权书").first.uncheck()
    expect(kind).not_to_be_checked()


def test_a_large_file_waits_for_the_worker_and_the_page_goes_on_by_itself(admin: Page, tmp_path: Path) -> None:
    names = [f"演示事项{number}号" for number in range(runs.SMALL + 1)]
    upload(admin, tmp_path / "目录.csv", make_csv(*names))
    expect(admin.get_by_role("progressbar")).to_be_visible()
    expect(admin.get_by_role("status")).to_contain_text("正在排队")
    no_violation(admin)
    work()
    expect(admin.get_by_role("button", name="确认导入")).to_be_visible(timeout=10_000)
    admin.get_by_role("button", name="确认导入").click()
    expect(admin.get_by_role("status")).to_contain_text("正在排队")
    work()
    expect(admin.locator(".exchange-done")).to_contain_text("导入完成", timeout=10_000)
    assert Matter.objects.filter(name__in=names).count() == len(names)


@pytest.mark.both_databases
def test_progress_and_a_missing_worker_are_told_while_waiting(admin: Page, tmp_path: Path) -> None:
    names = [f"演示事项{number}号" for number in range(runs.SMALL + 1)]
    upload(admin, tmp_path / "目录.csv", make_csv(*names))
    notice = admin.locator("[data-progress-queued]")
    expect(notice).to_be_hidden()
    run = ExchangeRun.objects.latest("id")
    waiting = ExchangeRun.objects.filter(pk=run.pk)
    waiting.update(beat_at=run.beat_at - runs.QUEUED_LONG)
    expect(notice).to_contain_text("manage.py db_worker")
    waiting.update(state=RunState.CHECKING, done=30, total=120)
    expect(admin.get_by_role("status")).to_contain_text("30／120个事项")
    expect(admin.get_by_role("progressbar")).to_have_js_property("value", 30)


@pytest.mark.both_databases
def test_an_export_is_downloaded(admin: Page) -> None:
    admin.goto(f"{LIST}?standing=live")
    admin.locator(".object-tools").get_by_role("link", name="导出", exact=True).click()
    no_violation(admin)
    admin.get_by_label("数据文件").check()
    admin.get_by_role("button", name="导出").click()
    no_violation(admin)
    with admin.expect_download() as download:
        admin.get_by_role("link", name="下载 事项目录").click()
    assert download.value.suggested_filename == f"事项目录-{today():%Y%m%d}.json"
    assert b"K2ZB7H" in Path(download.value.path()).read_bytes()


def test_the_template_is_downloaded_from_the_list(admin: Page) -> None:
    admin.goto(LIST)
    with admin.expect_download() as download:
        admin.get_by_role("link", name="下载模板").click()
    assert download.value.suggested_filename == "事项导入模板.xlsx"


def test_lists_and_the_links_page_are_accessible_and_fit_a_narrow_window(
    open_page: Callable[..., Page], district: Any, tmp_path: Path
) -> None:
    LinkCheck.objects.create(
        url="https://a.gov.cn/", is_ok=False, error="页面不存在（404）", checked_at="2026-03-09T01:00Z"
    )
    page = sign_in_to_admin(open_page(width=600), make_superuser())
    upload(page, tmp_path / "目录.xlsx", make_dirty_workbook())
    for address in (page.url, f"{LIST}exchange/", f"{LIST}exchange/import/", "/admin/matters/linkcheck/"):
        page.goto(address)
        no_violation(page)
        assert overflow(page) == 0
