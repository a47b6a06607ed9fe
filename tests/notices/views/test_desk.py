"""The desk: find what was asked about, see what is at hand."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import StaffUser
from matters.enums import How, Level, Standing
from matters.guide import Handling
from matters.models import Matter, Site
from notices.desk.favourites import keep
from tests.counter import address, asking_guide, make_notice, text_of, turned
from tests.factories import make_clerk, make_guide, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture
def matter() -> Matter:
    """With two questions."""
    return make_published(asking_guide())


def look(window: Client, words: str, **extra: str) -> Any:
    return window.get(address("counter"), {"q": words, **extra})


def test_the_desk_names_site_window_and_clerk(window: Client, clerk: StaffUser, site: Site) -> None:
    page = text_of(window.get(address("counter")))
    assert [page.count(word) > 0 for word in (site.name, clerk.window, clerk.public_name)] == [True] * 3


def test_results_are_links_that_work_without_a_script(window: Client) -> None:
    matter = make_published(make_guide(name="演示烟花"))
    links = re.findall(r'<a class="result[^"]*"\s+href="([^"]+)"', look(window, "演示烟花").content.decode())
    assert links == [address("counter_matter", matter.code)]


def test_results_while_typing_are_only_the_list(window: Client) -> None:
    make_published(make_guide(name="演示烟花"))
    page = look(window, "演示烟花", live="1")
    assert ("<html" in page.content.decode(), [one.subject.name for one in page.context["results"]]) == (
        False,
        ["演示烟花"],
    )


def test_nothing_found_says_what_to_try(window: Client) -> None:
    assert "没有找到“演示没有的事”" in text_of(look(window, "演示没有的事"))


@pytest.mark.parametrize(("standing", "mark"), [(Standing.SUSPENDED, "暂停办理"), (Standing.LIVE, "本点不办")])
def test_what_cannot_be_issued_here_is_marked(window: Client, standing: Standing, mark: str) -> None:
    guide = make_guide(name="演示烟花", handlings=(Handling(level=Level.DISTRICT, how=How.DIRECT),))
    turned(make_published(guide), standing)
    assert mark in text_of(look(window, "演示烟花"))


@pytest.mark.parametrize("words", ["{code}", "{lower}", "{implementation}", "https://x/g/{code}/"])
def test_an_exact_code_opens_the_matter(window: Client, words: str) -> None:
    matter = make_published(make_guide(implementation_code="11410503TEST"))
    typed = words.format(code=matter.code, lower=matter.code.lower(), implementation="11410503TEST")
    assert look(window, typed).url == address("counter_matter", matter.code)


def test_a_scanned_blank_sheet_opens_the_matter_with_its_answers(window: Client, matter: Matter) -> None:
    scanned = f"https://zwfw.example.gov.cn/g/{matter.code}/?a=who.agent&a=kind.lost"
    assert look(window, scanned).url == address("counter_matter", matter.code) + "?a=who.agent&a=kind.lost"


def test_an_issued_sheet_is_opened_by_scan_token_and_serial(window: Client, site: Site) -> None:
    notice = make_notice(site)
    typed = (f"https://zwfw.example.gov.cn/n/{notice.token}/", notice.token, notice.serial, notice.serial + "号")
    assert [look(window, words).url for words in typed] == [address("counter_notice", notice.pk)] * 4


def test_typing_never_leaves_the_page(window: Client, site: Site) -> None:
    assert look(window, make_notice(site).token, live="1").status_code == 200


def test_another_sites_sheet_is_not_opened_but_can_be_checked(window: Client) -> None:
    foreign = make_notice()
    page = look(window, foreign.token)
    assert (page.status_code, f'href="/n/{foreign.token}/"' in page.content.decode()) == (200, True)


def test_another_sites_serial_is_not_known_here(window: Client) -> None:
    foreign = make_notice()
    assert f"本办事地点没有编号为“{foreign.serial}”的告知单" in text_of(look(window, foreign.serial))


def test_a_sheet_of_no_known_matter_says_so(window: Client) -> None:
    assert "没有编码为“AAAAAA”的事项" in text_of(look(window, "https://x/g/AAAAAA/"))


def test_the_desk_shows_what_this_clerk_gave_out_today(window: Client, site: Site, clerk: StaffUser) -> None:
    mine = [make_notice(site, clerk, at=None) for _ in range(2)]
    make_notice(site, clerk)
    make_notice(site, make_clerk(site), at=None)
    assert window.get(address("counter")).context["latest"] == mine[::-1]


def test_the_desk_asks_the_database_the_same_whatever_it_shows(window: Client, site: Site, clerk: StaffUser) -> None:
    asked = []
    for _ in range(3):
        make_notice(site, clerk, at=None)
        window.get(address("counter"))  # notes in the session that the clerk is there
        with CaptureQueriesContext(connection) as queries:
            window.get(address("counter"))
        asked.append(len(queries))
    assert asked == asked[:1] * 3


def test_without_words_the_desk_offers_what_this_window_gave_out(window: Client, site: Site, clerk: StaffUser) -> None:
    notice = make_notice(site, clerk, at=None)
    page = window.get(address("counter"))
    shown = [(group.heading, [one.subject for one in group.found]) for group in page.context["groups"]]
    assert shown == [("本窗口最近出具", [notice.matter])]


def test_letters_are_words_too(window: Client) -> None:
    page = look(window, "cjrz")
    assert {one.subject.code for one in page.context["results"]} == {"K7M2PA", "K3VHQ6", "KE5W8T", "KR4X9D"}


def test_a_star_says_whether_the_window_keeps_it(window: Client, clerk: StaffUser) -> None:
    kept, other = (make_published(make_guide(name=name)) for name in ("演示烟花甲", "演示烟花乙"))
    keep(kept, by=clerk)
    stars = re.findall(
        r'formaction="([^"]+)"\s+name="keep"\s+value="(.)"\s+aria-pressed="(\w+)"',
        look(window, "演示烟花").content.decode(),
    )
    assert set(stars) == {
        (address("counter_matter_star", kept.code), "0", "true"),
        (address("counter_matter_star", other.code), "1", "false"),
    }
