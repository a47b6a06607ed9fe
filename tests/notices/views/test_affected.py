"""The page of affected sheets, and correcting from it, from the page of a notice and for all of a matter."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import StaffUser
from matters.models import Matter, Site
from notices.corrections.correcting import correct
from notices.enums import Manner, NoticeKind
from notices.models import Notice
from notices.personal.applicants import note_applicant
from tests.counter import address, asking_guide, make_notice, signed_in, text_of
from tests.factories import add_edition, make_clerk, make_published, make_requirement, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]


@pytest.fixture(autouse=True)
def _counted_anew() -> None:
    """What another test counted is forgotten."""
    cache.clear()


@pytest.fixture
def notice(site: Site, clerk: StaffUser) -> Notice:
    """Given out today, and outdated a moment later."""
    return outdated(site, clerk)


def outdated(site: Site, clerk: StaffUser, matter: Matter | None = None) -> Notice:
    notice = make_notice(site, clerk, matter=matter or make_published(asking_guide()), at=None)
    if matter is None:
        move_on(notice.matter)
    return notice


def move_on(matter: Matter) -> None:
    edition = matter.editions.newest_first()[0]
    papers = (*edition.guide.requirements, make_requirement(edition.number + 90, "近期照片"))
    add_edition(matter, replace(edition.guide, requirements=papers))


def listed(client: Client, **query: str) -> list[Notice]:
    return [
        line.notice for card in client.get(address("counter_affected"), query).context["cards"] for line in card.lines
    ]


def letters() -> list[Notice]:
    return list(Notice.objects.filter(kind=NoticeKind.CORRECTION).order_by("pk"))


# Who sees what


def test_a_clerk_sees_the_sheets_of_their_own_site(window: Client, notice: Notice) -> None:
    outdated(elsewhere := make_site(), make_clerk(elsewhere))
    assert listed(window) == [notice]


def test_an_inspector_sees_all_and_changes_nothing(window: Client, notice: Notice) -> None:
    inspector = signed_in(make_user(None, "notices.view_notice"))
    page = inspector.get(address("counter_affected"))
    assert ("formaction" in page.content.decode(), listed(inspector)) == (False, [notice])
    assert inspector.post(address("counter_correct", notice.pk), {"manner": "window"}).status_code == 403


PEOPLE = {
    "anonymous": lambda site: None,
    "editor": lambda site: make_user(site, "matters.view_matter", "matters.change_matter"),
    "other": lambda site: make_clerk(),
    "own": make_clerk,
    "superuser": lambda site: make_user(is_superuser=True),
}
#                                         anonymous editor other own superuser
TABLE = [
    ("get", "counter_affected",           302, 403, 200, 200, 200),
    ("post", "counter_affected",          405, 405, 405, 405, 405),
    ("get", "counter_correct",            405, 405, 405, 405, 405),
    ("post", "counter_correct",           302, 403, 404, 302, 302),
    ("get", "counter_correct_matter",     302, 403, 200, 200, 200),
    ("post", "counter_correct_matter",    302, 403, 302, 302, 302),
]  # fmt: skip
CASES = [(method, name, who, code) for method, name, *codes in TABLE for who, code in zip(PEOPLE, codes, strict=True)]


@pytest.mark.parametrize(("method", "name", "who", "status"), CASES)
def test_every_address_for_everybody(notice: Notice, method: str, name: str, who: str, status: int) -> None:
    user = PEOPLE[who](notice.site)
    client = signed_in(user) if user else Client()
    url = address(name, *([notice.pk] if name == "counter_correct" else []))
    response = getattr(client, method)(f"{url}?matter={notice.matter.code}", {"manner": "window"})
    may_write = who in ("own", "superuser") and method == "post" and status == 302
    assert (response.status_code, len(letters())) == (status, int(may_write))


# The list


def test_the_list_says_what_changed_and_whom_to_reach(window: Client, notice: Notice, clerk: StaffUser) -> None:
    note_applicant(notice, name="演示人", phone="13800003210", by=clerk, told_privacy=True)
    page = text_of(window.get(address("counter_affected")))
    shown = (notice.serial, "新增申请材料：近期照片", "138****3210", "有 1 张已经不再准确")
    assert [words for words in shown if words not in page] == []
    assert "13800003210" not in page


def test_the_list_of_one_matter(window: Client, notice: Notice, site: Site, clerk: StaffUser) -> None:
    other = outdated(site, clerk)
    assert listed(window, matter=other.matter.code.lower()) == [other]


def test_a_corrected_sheet_leads_to_its_letter(window: Client, notice: Notice, clerk: StaffUser) -> None:
    letter = correct(notice, clerk=clerk)
    page = window.get(address("counter_affected"))
    assert (page.context["to_correct"], address("counter_notice", letter.pk) in page.content.decode()) == (0, True)


def test_nothing_to_correct_is_said(window: Client) -> None:
    assert "发出去的告知单都与现行办事指南一致" in text_of(window.get(address("counter_affected")))


def test_the_list_has_pages(
    window: Client, notice: Notice, site: Site, clerk: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.views.affected.PER_PAGE", 1)
    other = outdated(site, clerk)
    assert {*listed(window), *listed(window, page="2")} == {notice, other}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_the_same_whatever_it_shows(
    window: Client, site: Site, clerk: StaffUser, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        note_applicant(outdated(site, clerk), name="演示人", phone="", by=clerk, told_privacy=True)
    listed(window)  # notes in the session that the clerk is there
    with django_assert_num_queries(17):
        assert len(listed(window)) == count


# Correcting


def test_correcting_shows_the_letter(window: Client, notice: Notice) -> None:
    answer = window.post(address("counter_correct", notice.pk), {"manner": "phone"})
    (letter,) = letters()
    assert answer.url == address("counter_notice", letter.pk) + "?fresh=1"
    assert (letter.follows, letter.manner) == (notice, Manner.PHONE)


def test_two_clicks_are_one_letter(window: Client, notice: Notice) -> None:
    answers = [window.post(address("counter_correct", notice.pk), {"manner": "window"}).url for _ in range(2)]
    assert (answers[0] == answers[1], len(letters())) == (True, 1)


def test_a_manner_that_is_none_writes_nothing(window: Client, notice: Notice) -> None:
    page = window.post(address("counter_correct", notice.pk), {"manner": "pigeon"}, follow=True)
    assert ("没有这种告知方式" in text_of(page), letters()) == (True, [])


def test_a_sheet_that_holds_is_refused_with_the_reason(window: Client, site: Site, clerk: StaffUser) -> None:
    sound = make_notice(site, clerk, at=None)
    page = window.post(address("counter_correct", sound.pk), {"manner": "window"}, follow=True)
    assert ("与现行内容一致，不用更正" in text_of(page), letters()) == (True, [])


def test_all_of_a_matter_are_corrected_in_portions(
    window: Client, site: Site, clerk: StaffUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notices.views.correcting.AT_ONCE", 2)
    matter = make_published(asking_guide())
    sheets = [outdated(site, clerk, matter) for _ in range(3)]
    move_on(matter)
    url = f"{address('counter_correct_matter')}?matter={matter.code}"
    said = [text_of(window.post(url, {"manner": "online"}, follow=True)) for _ in range(2)]
    assert ["还有1份，可以接着出具" in said[0], "这个事项的都已出具" in said[1]] == [True, True]
    assert [letter.follows for letter in letters()] == sheets


def test_asking_for_all_of_a_matter_writes_nothing(window: Client, notice: Notice) -> None:
    page = text_of(window.get(address("counter_correct_matter"), {"matter": notice.matter.code}))
    assert ("1张告知单要更正" in page, "新增申请材料：近期照片" in page, letters()) == (True, True, [])


@pytest.mark.parametrize("query", ["", "?matter=", "?matter=ZZZZZZ", "?matter=%00"])
def test_a_matter_with_nothing_to_correct_says_so(window: Client, notice: Notice, query: str) -> None:
    page = window.get(address("counter_correct_matter") + query)
    assert (page.status_code, "没有要更正的告知单" in text_of(page)) == (200, True)


# The page of a notice, and the desk


def test_an_outdated_sheet_shows_the_change_and_both_ways_on(window: Client, notice: Notice) -> None:
    page = window.get(address("counter_notice", notice.pk))
    html = page.content.decode()
    assert "新增申请材料：近期照片" in text_of(page)
    assert re.findall(r'href="([^"]+)" data-key="u"', html) == [
        f"{address('counter_matter', notice.matter.code)}?instead={notice.pk}"
    ]
    assert f'action="{address("counter_correct", notice.pk)}"' in html


def test_a_corrected_sheet_shows_its_letter_and_asks_no_more(window: Client, notice: Notice, clerk: StaffUser) -> None:
    letter = correct(notice, clerk=clerk)
    page = window.get(address("counter_notice", notice.pk))
    assert (page.context["may_correct"], page.context["correction"]) == (False, letter)


def test_the_desk_says_how_many_are_to_be_corrected(window: Client, notice: Notice) -> None:
    assert "1张已发出的告知单不再准确" in text_of(window.get(address("counter")))
