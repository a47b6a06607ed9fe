"""Batch printing in a real Chromium: choose, look, have it made, fetch it; the progress moves by itself, and all works without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from notices.batches import runs as print_runs
from notices.enums import PrintState
from notices.models import PrintRun
from tests.admin_pages import make_superuser
from tests.browser.conftest import AXE, overflow, sign_in_to_admin
from tests.notices.printed import make_matters, make_run, print_dir

__all__ = ["print_dir"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("print_dir")]


def no_violation(page: Page) -> None:
    found = Axe().run(page, options=AXE).response["violations"]
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without"])
def test_a_batch_is_chosen_looked_at_made_and_fetched(
    open_page: Callable[..., Page], district: Any, javascript: bool
) -> None:
    matters = make_matters(2)
    page = sign_in_to_admin(open_page(width=320, javascript=javascript), make_superuser())
    page.goto(f"/counter/print/?matters={matters[0].pk},{matters[1].pk}")
    page.get_by_label("每种情形一张").check()
    page.get_by_role("button", name="看看有多少张").click()
    expect(page.locator("#preview")).to_contain_text("将生成2张")
    if javascript:
        no_violation(page)
        assert overflow(page) == 0
    page.get_by_role("button", name="生成这2张").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 PDF").click()
    assert download.value.suggested_filename == "告知单 2个事项.pdf"
    if javascript:
        no_violation(page)


def test_the_bar_moves_by_itself(page: Page, district: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_runs, "SMALL", 1)
    run = make_run(by=make_superuser())
    sign_in_to_admin(page, run.by).goto(f"/counter/print/{run.pk}/")
    no_violation(page)
    PrintRun.objects.filter(pk=run.pk).update(state=PrintState.RUNNING, done=1)
    expect(page.get_by_role("status")).to_have_text("正在排版：1／2张")
    print_runs.cancel(run)
    expect(page.get_by_role("status")).to_have_text("已取消，没有生成文件。")
