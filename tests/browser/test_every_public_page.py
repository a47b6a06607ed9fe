"""Every public page in every view and at every size: nothing axe finds, nothing cut, nothing in the console, nothing from elsewhere.

Usually axe looks at each address in each view once, in a narrow window, and the other sizes are only measured; FULL=1 is the whole product.
"""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.measuring import cut_or_wide, too_small
from tests.public_pages import FILES, PAGES, PAPER, PARTS, TERMINAL, public_names
from tests.public_rows import make_rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {"320": (320, 568), "768": (768, 1024), "terminal": (1080, 1920), "200 %": (640, 450)}
"""At 200 % a window of 1280 × 900 has half as many CSS pixels each way."""
VIEWS = ("", "elder", "contrast")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}}
OF_STYLE = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
"""What can differ between views of the same page: they change style sheets only."""
RULES = {
    "": ALL_RULES,
    "elder": {"runOnly": {"type": "rule", "values": OF_STYLE}},
    "contrast": {"runOnly": {"type": "rule", "values": [*OF_STYLE, "color-contrast-enhanced"]}},
}
"""The enhanced contrast is 7:1 (WCAG 2.1, 1.4.6)."""
FULL = bool(os.environ.get("FULL"))


def test_no_public_page_is_forgotten():
    named = [name for name in PAGES if name != "login"] + FILES + PARTS + PAPER + TERMINAL
    assert sorted(public_names()) == sorted(named)


@pytest.fixture
def rows(district, clerk, known_rung):
    """One of everything a page can be about."""
    return make_rows(clerk)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name, rows, open_page, live_server):
    page = open_page(width=320, height=568)
    page.emulate_media(reduced_motion="reduce")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    found = [fault for address in PAGES[name] for fault in faults(page, address.format(**rows))]
    assert found == []
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []


def test_pages_of_refusal_are_for_everybody(district, open_page, monkeypatch):
    page = open_page(width=320, height=568)
    page.emulate_media(reduced_motion="reduce")
    page.goto("/feedback/")
    page.context.clear_cookies()
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form[method=post]').submit()")
    assert page.locator(".error-code").text_content() == "403"
    found = list(faults_of_open(page, "403"))
    monkeypatch.setattr("matters.views.sites.render", _broken)
    page.goto("/sites/dengtalu/")
    assert page.locator(".error-code").text_content() == "500"
    assert [*found, *faults_of_open(page, "500")] == []


def _broken(*_, **__):
    raise RuntimeError("a fault of ours")


def faults(page, address):
    page.goto(address)
    yield from faults_of_open(page, address)


def faults_of_open(page, address):
    """Each view is put on the open page: which style sheets hold is all that differs (test_views.py leads there by address)."""
    page.evaluate(Axe().axe_script)
    for view in VIEWS:
        page.evaluate("view => document.documentElement.dataset.view = view", view)
        for size, (width, height) in SIZES.items():
            found = cut_or_wide(page, width, height)
            if FULL or size == "320":
                found += violations(page, RULES[view]) + (violations(page, ALL_RULES) if FULL and view else [])
                found += too_small(page) if view == "elder" else []
            yield from ((address, view, size, one) for one in found)


def violations(page, options):
    options = {**options, "preload": False, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
