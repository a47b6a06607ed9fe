"""A real headless Chromium against a live server. Tests here carry the mark `browser`."""

import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

from accounts.models import StaffUser
from notices.ladder import LADDER
from tests.browser.counter import may_sign_in

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-breakpad",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-pings",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
)
"""Nothing but the page itself uses the network."""
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
AXE = {**RULES, "preload": False}
"""Without axe's own copy of the style sheets, which it would add as inline style: the CSP refuses that and the console would say so."""
# Playwright's sync API keeps an event loop in this thread from its first use on. Without these two lines Django would refuse to work beside
# it, and would look for its database connections elsewhere than before; ours is the only code the loop ever runs beside.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
connections._connections = threading.local()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session, with the system's fonts instead of those prepared for paper."""
    env = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(QUIET), env=env)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Makes pages (`open_page(width=320, javascript=False)`); at the end none of them may have logged an error."""
    pages, said = [], []

    def make(*, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            locale="zh-CN",
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: said.append(error))
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.context.close()
    assert [_words(error) for error in said if not _is_status(error)] == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page of 1280 × 900."""
    return open_page()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: no violation of WCAG 2.1 A or AA on what the page shows now."""

    def check(page: Page) -> None:
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []

    return check


@pytest.fixture
def district(live_server: Any, settings: Any) -> Any:
    """The live server with the demo district, its QR codes pointing at itself and its pages marked 演示数据."""
    settings.PUBLIC_BASE_URL = live_server.url
    settings.DEMO = True
    return live_server


@pytest.fixture
def clerk(district: Any) -> StaffUser:
    """The demo clerk of a street centre."""
    return may_sign_in("dengta")


@pytest.fixture
def known_rung(monkeypatch: pytest.MonkeyPatch) -> None:
    """As after publishing: issuing does not search. Every demo matter fits the last rung."""
    monkeypatch.setattr("notices.issuing.setting_for", lambda *_, **__: LADDER[-1])


def overflow(page: Page) -> int:
    """By how many CSS pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def _words(error: Any) -> str:
    return getattr(error, "text", None) or str(error)


def _is_status(error: Any) -> bool:
    """Chromium logs every 4xx page itself; that is the answer under test, not a fault of the page."""
    return _words(error).startswith("Failed to load resource") and not error.location["url"].endswith(
        (".css", ".js", ".svg")
    )


def sign_in_to_admin(page: Page, user: StaffUser) -> Page:
    """The page with that user signed in, on the admin's first page."""
    page.goto("/admin/login/?next=/admin/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", "secret-word-9")
    page.click("input[type=submit]")
    expect(page.locator("#user-tools")).to_be_visible()
    return page
