"""By event, by department, every 一件事, and what is new."""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest
import time_machine

from matters.directory import news
from matters.guide import Party
from matters.models import Bundle, Department, Edition, Matter, Site, Topic
from matters.publishing import today
from tests.factories import add_edition, make_guide, make_published

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def linked(answer) -> list[str]:
    """The guides it leads to, in order, each once."""
    return list(dict.fromkeys(re.findall(r'href="/[gb]/(\w{6})/"', answer.content.decode())))


@pytest.fixture
def office() -> Department:
    """A department with one matter."""
    return make_published(make_guide(department=Party(name="新设的局"))).department


# Events


def test_every_event_has_a_page_with_a_readable_address(client):
    page = client.get("/topics/").content.decode()
    assert f'href="/topics/{quote("残疾")}/"' in page
    assert client.get("/topics/残疾/").status_code == 200


def test_an_event_shows_what_is_handled_as_one_thing_first(client):
    shown = linked(client.get("/topics/残疾/"))
    bundles = set(Bundle.objects.filter(topics__name="残疾").values_list("code", flat=True))
    matters = set(Matter.objects.filter(topics__name="残疾").values_list("code", flat=True))
    assert (set(shown[: len(bundles)]), set(shown[len(bundles) :])) == (bundles, matters)


def test_an_event_with_nothing_to_find_leads_on(client):
    Topic.objects.create(name="迁居/落户")
    answer = client.get(f"/topics/{quote('迁居/落户')}/")
    assert (answer.status_code, "目前没有公布" in text(answer)) == (200, True)


@pytest.mark.parametrize("path", ["/topics/没有/", "/topics/%00/", "/departments/没有/", "/departments/%00/"])
def test_what_does_not_exist_is_not_found(client, path):
    assert client.get(path).status_code == 404


# Departments


def test_a_department_shows_its_matters_and_how_to_reach_it(client, office):
    matter = office.matters.get()
    answer = client.get(f"/departments/{office.name}/")
    assert linked(answer) == [matter.code]
    assert [phone in text(answer) for phone in ("0372-0002013", "0372-0009913")] == [True, True]


def test_a_department_s_matters_are_listed_by_level(client, office):
    found = [linked(client.get(f"/departments/{office.name}/", {"level": level})) for level in ("street", "community")]
    assert found == [[office.matters.get().code], []]


def test_a_department_is_found_by_its_credit_code(client):
    office = Department.objects.get(short_name="区残联")
    answer = client.get(f"/departments/{office.code}/")
    assert (answer.status_code, answer.url) == (301, f"/departments/{quote(office.name)}/")


def test_a_department_without_public_matters_says_so(client):
    office = Department.objects.create(name="还没有事项的局")
    assert "目前没有公布事项" in text(client.get(f"/departments/{office.name}/"))


# What is new


def test_what_changed_is_told_by_day_with_its_note(client):
    matter = make_published(make_guide(name="甲事"))
    add_edition(matter, make_guide(name="甲事（新）"), effective_from=today())
    days = dict(news.by_day(news.changes(news.held_from(today()).filter(matter=matter))))
    assert {day: [(c.name, c.number, c.words) for c in changes] for day, changes in days.items()} == {
        today(): [("甲事（新）", 2, "测试版本")],
        date(2026, 1, 1): [("甲事", 1, "首次公布")],
    }
    assert "甲事（新） 第2版：测试版本" in text(client.get("/new/"))


def test_what_is_still_to_come_stands_above(client):
    matter = make_published(make_guide(name="甲事"))
    add_edition(matter, make_guide(name="乙事"), effective_from=today() + timedelta(days=9))
    said = text(client.get("/new/"))
    assert said.index("即将施行") < said.index("乙事") < said.index("首次公布")
    assert "乙事" not in {change.name for change in news.changes(news.held_from(today()))}


def test_drafts_and_what_was_withdrawn_are_no_news(client):
    matter = make_published(make_guide(name="甲事"))
    Matter.objects.filter(pk=matter.pk).update(standing="retired", standing_reason="停办")
    assert "甲事" not in text(client.get("/new/"))


# All of them


def test_every_bundle_is_listed(client):
    answer = client.get("/bundles/")
    assert set(linked(answer)) == set(Bundle.objects.public().values_list("code", flat=True))


PATHS = ["/topics/", "/topics/残疾/", "/departments/", "/departments/{office}/", "/bundles/", "/new/", "/forms/"]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_takes_the_same_queries_for_one_row_and_for_three(
    client, office, path, django_assert_max_num_queries, django_assert_num_queries
):
    path = path.format(office=office.name)
    client.get(path)
    with django_assert_max_num_queries(10) as before:
        client.get(path)
        queries = len(before)
    for _ in range(2):
        make_published(make_guide(topics=("残疾",), department=Party(name=office.name)))
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_for_a_proxy_to_keep_until_the_catalog_or_the_day_changes(client, office, path):
    path = path.format(office=office.name)
    page = client.get(path)
    kept = {"headers": {"If-None-Match": page["ETag"]}}
    assert ("Vary" in page, page.cookies, "public" in page["Cache-Control"]) == (False, {}, True)
    assert client.get(path, **kept).status_code == 304
    with time_machine.travel(today() + timedelta(days=1)):
        assert client.get(path, **kept).status_code == 200
    make_published()
    assert client.get(path, **kept).status_code == 200


@pytest.mark.parametrize("path", ["/catalog/", "/catalog/street/", "/catalog/street/print/"])
def test_what_a_level_handles_is_sent_again_when_a_matter_ends(client, path):
    kept = {"headers": {"If-None-Match": client.get(path)["ETag"]}}
    assert client.get(path, **kept).status_code == 304
    ended = Edition.objects.filter(matter__standing="live", handlings__level="street").first().matter_id
    Matter.objects.filter(pk=ended).update(standing="retired", standing_reason="停办")
    assert client.get(path, **kept).status_code == 200


def test_the_list_of_sites_is_sent_again_when_a_site_changed(client):
    kept = {"headers": {"If-None-Match": client.get("/sites/")["ETag"]}}
    assert client.get("/sites/", **kept).status_code == 304
    Site.objects.filter(code="dengtalu").update(phone="0372-0000009")
    assert client.get("/sites/", **kept).status_code == 200


@pytest.mark.parametrize("path", [*PATHS, "/catalog/", "/catalog/street/", "/sites/", "/sites/dengtalu/"])
def test_a_page_has_one_heading_a_trail_a_title_and_a_description(client, office, path):
    page = client.get(path.format(office=office.name)).content.decode()
    found = [
        len(re.findall(part, page))
        for part in ("<h1[ >]", 'class="breadcrumb"', '<meta name="description" content="[^"]+')
    ]
    assert (found, len(re.findall("<title>[^<]{2,}</title>", page))) == ([1, 1, 1], 1)
