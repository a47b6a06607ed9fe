"""`/g/<code>/sheet.pdf`: the blank sheet for anybody."""

import re
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from matters.enums import Standing
from matters.models import Matter
from matters.publishing import retire, suspend
from notices.composing import gather
from notices.ladder import SETTINGS
from notices.rendering import Printed
from tests.factories import add_edition, make_guide, make_matter, make_user

MARRIAGE = "MRK5A3"
SHEET = f"/g/{MARRIAGE}/sheet.pdf"


@pytest.fixture
def matter(db):
    return Matter.objects.get(code=MARRIAGE)


@pytest.fixture
def printed(monkeypatch):
    """What was asked to be printed; the printing itself is rendering's business."""
    asked = []

    def print_blank(edition, ingredients, *, layout):
        asked.append(ingredients)
        return Printed(b"%PDF-1.7\n", "5ha", 1, SETTINGS["normal"])

    monkeypatch.setattr("notices.views.blank.print_blank", print_blank)
    return asked


@pytest.mark.parametrize(("query", "kind"), [("large", "大字版"), ("poster", "上墙海报"), ("", "一次性告知单")])
def test_a_sheet_can_be_had_on_other_layouts_under_their_names(matter, client, printed, query, kind):
    response = client.get(f"{SHEET}?a=kind.hmt&layout={query}")
    assert (response.status_code, unquote(response["Content-Disposition"]).endswith(f"-{kind}.pdf")) == (200, True)


def test_the_layout_asked_for_is_printed(matter, client, monkeypatch):
    layouts = []

    def print_blank(edition, ingredients, *, layout):
        layouts.append(layout)
        return Printed(b"%PDF-1.7\n", "5ha", 1, SETTINGS["normal"])

    monkeypatch.setattr("notices.views.blank.print_blank", print_blank)
    for query in ("", "?layout=", "?layout=label", "?layout=a4"):
        client.get(SHEET + query)
    assert layouts == ["a4", "a4", "label", "a4"]


def test_an_unknown_layout_is_refused_with_the_valid_ones(matter, client, printed):
    response = client.get(f"{SHEET}?a=kind.hmt&layout=banner")
    links = re.findall(r'href="/g/\w+/sheet.pdf\?a=kind.hmt&amp;layout=(\w+)"', response.content.decode())
    assert (response.status_code, links, printed) == (400, ["a4", "large", "poster", "label", "card"], [])


def test_a_sheet_is_shown_in_the_browser_under_a_chinese_name(matter, client, printed):
    response = client.get(f"{SHEET}?a=kind.hmt&site=beiguan")
    assert (response.status_code, response["Content-Type"], response.content) == (200, "application/pdf", b"%PDF-1.7\n")
    (answer,) = printed[0].guide.answers
    name = f"结婚登记-{answer.option_text}-北关区政务服务中心-一次性告知单.pdf"
    assert unquote(response["Content-Disposition"]) == f"inline; filename*=utf-8''{name}"


def test_a_sheet_is_of_the_answers_and_the_site(matter, client, printed):
    client.get(f"{SHEET}?a=kind.hmt&site=beiguan")
    assert printed == [gather(matter.editions.get(), {"kind": "hmt"}, "beiguan")]


@pytest.mark.parametrize("query", ["", "?site="])
def test_a_sheet_without_a_site_is_of_the_nearest(matter, client, printed, query):
    assert client.get(SHEET + query).status_code == 200
    assert printed[0].place.code == "beiguan"


def test_a_sheet_is_not_sent_again_when_nothing_changed(matter, client, printed):
    first = client.get(SHEET)
    again = client.get(SHEET, headers={"if-none-match": first["ETag"]})
    assert (first["ETag"], again.status_code, again.content) == ('"5ha"', 304, b"")
    assert first["Cache-Control"] == "public, no-cache"


def test_a_site_that_does_not_handle_it_is_not_found_and_the_others_are_listed(matter, client, printed):
    response = client.get(f"{SHEET}?site=mars&a=kind.hmt")
    links = re.findall(r'href="(/g/\w+/sheet.pdf[^"]+)"', response.content.decode())
    assert (response.status_code, links) == (404, [f"{SHEET}?a=kind.hmt&amp;site=beiguan"])


def test_an_unknown_option_is_refused_with_the_valid_ones(matter, client, printed):
    response = client.get(f"{SHEET}?a=kind.mars")
    page = response.content.decode()
    assert (response.status_code, f'href="/g/{MARRIAGE}/?a=kind.hmt"' in page) == (400, True)


def test_an_unknown_code_is_not_found(db, client, printed):
    assert client.get("/g/ZZZZZZ/sheet.pdf").status_code == 404


def test_a_code_in_small_letters_leads_to_the_right_address(matter, client, printed):
    response = client.get("/g/mrk5a3/sheet.pdf?a=kind.hmt")
    assert (response.status_code, response["Location"]) == (301, f"{SHEET}?a=kind.hmt")


def test_a_retired_matter_is_gone(matter, client, printed):
    retire(matter, by=make_user(), reason="取消")
    assert client.get(SHEET).status_code == 410


def test_a_suspended_matter_leads_to_the_guide_that_says_why(matter, client, printed):
    suspend(matter, by=make_user(), reason="停电")
    response = client.get(SHEET)
    assert (response.status_code, response["Location"]) == (302, f"/g/{MARRIAGE}/")


def test_a_matter_not_yet_in_force_leads_to_the_guide_that_says_when(db, client, printed):
    matter = make_matter(standing=Standing.LIVE)
    start = timezone.localdate() + timedelta(days=9)
    add_edition(matter, make_guide(code=matter.code), effective_from=start)
    assert client.get(f"/g/{matter.code}/sheet.pdf")["Location"] == f"/g/{matter.code}/"


def test_a_sheet_needs_no_session(matter, client, printed):
    assert "Cookie" not in client.get(SHEET).headers.get("Vary", "")


@pytest.mark.pdf
def test_a_real_sheet_is_one_page_and_the_same_from_the_cache(matter, client):
    first, second = client.get(f"{SHEET}?a=kind.mainland"), client.get(f"{SHEET}?a=kind.mainland")
    assert first.content[:5] == b"%PDF-"
    assert second.content == first.content
