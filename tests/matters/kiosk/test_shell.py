"""`/kiosk/`: the shell page, the choice of a site, and the worker."""

import re

import pytest
from django.conf import settings

from matters.kiosk.release import ASSETS

pytestmark = pytest.mark.django_db


def page(client, address):
    return client.get(address).content.decode()


def test_without_a_known_site_it_asks_where_it_stands(client):
    for address in ("/kiosk/", "/kiosk/?site=nowhere"):
        assert '<a class="tile" href="/kiosk/?site=dengtalu">' in page(client, address)


def test_the_shell_is_the_same_for_every_site_and_leads_nowhere(client):
    shell = page(client, "/kiosk/?site=dengtalu&printer=1")
    assert shell == page(client, "/kiosk/shell/") == page(client, "/kiosk/?site=beiguan")
    assert re.findall(r"<a\s|<form|target=", shell) == []


def test_it_is_nothing_for_search_engines(client):
    assert [client.get(a)["X-Robots-Tag"] for a in ("/kiosk/", "/kiosk/?site=dengtalu")] == ["noindex", "noindex"]


def test_no_terminal_page_sets_a_cookie(client):
    answers = [client.get(a) for a in ("/kiosk/", "/kiosk/?site=dengtalu", "/kiosk/sw.js", "/kiosk/pack/dengtalu.json")]
    assert [dict(answer.cookies) for answer in answers] == [{}, {}, {}, {}]


def test_the_worker_is_asked_for_anew_and_keeps_every_file(client):
    answer = client.get("/kiosk/sw.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript; charset=utf-8", "no-cache")
    kept = re.search(r"FILES = (\[.*\])", answer.content.decode())[1]
    assert re.findall(r'"([^"]+)"', kept) == ["/kiosk/shell/", *(f"/static/{name}" for name in ASSETS)]


def test_every_file_of_the_shell_exists_and_every_script_is_loaded():
    root = settings.BASE_DIR / "static"
    assert [name for name in ASSETS if not (root / name).is_file()] == []
    assert {f"js/kiosk/{file.name}" for file in (root / "js/kiosk").iterdir()} == {
        a for a in ASSETS if a.endswith(".js")
    }


def test_the_scripts_write_text_only_and_know_no_way_out():
    scripts = [file.read_text("utf-8") for file in (settings.BASE_DIR / "static/js/kiosk").iterdir()]
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|window\.open|pushState|localStorage|sessionStorage|https?://(?!www\.w3\.org)"
    )
    assert [risky.findall(text) for text in scripts if risky.search(text)] == []


def test_the_paper_may_be_framed_by_the_terminal_alone(client):
    answer = client.get("/kiosk/g/ZZZZZZ/sheet.pdf?site=dengtalu")
    assert (answer.status_code, answer["X-Frame-Options"]) == (404, "SAMEORIGIN")
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert client.get("/g/ZZZZZZ/sheet.pdf")["X-Frame-Options"] == "DENY"
