"""Every kind of page the public sees, with addresses that show it at its fullest and at its emptiest. {curly} parts are of the test's own rows."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PAGES = {
    "home": ("/",),
    "search": ("/search/?q=证", "/search/?level=street&topic=残疾", "/search/?q=外星人", "/search/?q=canzheng&page=2"),
    "guide": (
        "/g/MRK5A3/",
        "/g/MRK5A3/?a=kind.hmt",
        "/g/K2ZB7H/?at=410503003002",
        "/g/ZZZZZZ/",
        "/g/MRK5A3/?a=kind.mars",
    ),
    "ask": ("/g/MRK5A3/ask/",),
    "history": ("/g/MRK5A3/history/",),
    "bundle": ("/b/{bundle}/",),
    "bundle_ask": ("/b/{bundle}/ask/",),
    "bundle_history": ("/b/{bundle}/history/",),
    "topics": ("/topics/",),
    "topic": ("/topics/残疾/", "/topics/没有的/"),
    "departments": ("/departments/",),
    "department": ("/departments/安阳市北关区民政局/",),
    "bundles": ("/bundles/",),
    "new": ("/new/",),
    "forms": ("/forms/",),
    "sites": ("/sites/", "/sites/?q=万达园"),
    "site": ("/sites/dengtalu/",),
    "site_catalog": ("/sites/dengtalu/catalog/",),
    "catalog": ("/catalog/",),
    "level_catalog": ("/catalog/street/",),
    "check": ("/check/", "/check/?g=MRK5A3"),
    "notice": ("/n/{notice}/", "/n/{void}/", "/n/ABCDEFGHJKMNPQRSTVWX/"),
    "slip": ("/r/{slip}/", "/r/ABCDEFGHJKMNPQRSTVWX/"),
    "rate": ("/n/{notice}/rate/", "/n/{notice}/rate/?way=window"),
    "feedback": ("/feedback/", "/feedback/?kind=complaint", "/feedback/?kind=rating&g=MRK5A3"),
    "feedback_answers": ("/feedback/answers/", "/feedback/answers/?g=MRK5A3&q=外星人"),
    "feedback_receipt": ("/feedback/{feedback}/", "/feedback/000000000000/"),
    "login": ("/accounts/login/",),
}

FILES = [
    *("blank_sheet", "bundle_sheet", "form_file", "robots", "sitemap", "sitemap_part"),
    *("kiosk_bundle_sheet", "kiosk_pack", "kiosk_part", "kiosk_sheet", "kiosk_worker"),
    *("level_catalog_workbook", "site_catalog_workbook"),
]
"""Public addresses that answer with a file."""

PARTS = ["notice_received", "search_missed", "suggest"]
"""Addresses that answer with part of a page, or lead back to one."""

PAPER = ["level_catalog_print", "site_catalog_print"]
"""Pages made to be printed: without header, and shown one way."""

TERMINAL = ["kiosk", "kiosk_shell"]
"""The terminal's own frame; tests/browser/test_kiosk.py looks after it."""

OTHERS = ("counter/", "admin/", "accounts/", "oversight/", "api/", "healthz", "readyz")
"""Where staff work and machines ask."""


def public_names(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """The name of every public address, from the resolver itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if path.startswith(OTHERS):
            continue
        if isinstance(pattern, URLResolver):
            yield from public_names(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)
