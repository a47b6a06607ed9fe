"""`/kiosk/pack/…`: what a terminal of a site is sent."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters import catalogs
from matters.models import Edition, Matter, Site
from matters.models.rows import Desk
from matters.publishing import suspend, today
from matters.search import searching
from tests.factories import add_edition, make_guide, make_published, make_user

pytestmark = pytest.mark.django_db
LIST = "/kiosk/pack/dengtalu.json"


@pytest.fixture
def site():
    return Site.objects.get(code="dengtalu")


def listed(client):
    return client.get(LIST).json()


def part_of(client, number):
    return client.get(f"/kiosk/pack/dengtalu/{number}.json").json()


def guide_of(client, code):
    """The packed guide of that code, from whichever part holds it."""
    part = next(item["part"] for item in listed(client)["items"] if item["code"] == code)
    return part_of(client, part)["guides"][code]


def words(guide):
    return json.dumps(guide, ensure_ascii=False)


def test_the_list_holds_what_the_site_handles(client, site):
    keys = catalogs.edition_keys(catalogs.site_scope(site), today())
    handled = set(Edition.objects.filter(pk__in=keys).values_list("matter__code", flat=True))
    assert {item["code"] for item in listed(client)["items"] if item["kind"] == "g"} == handled


def test_every_item_is_in_the_part_it_names(client):
    content = listed(client)
    parts = [set(part_of(client, n)["guides"]) for n in range(len(content["parts"]))]
    assert [item["code"] for item in content["items"] if item["code"] not in parts[item["part"]]] == []
    assert sum(map(len, parts)) == len(content["items"])


def test_names_are_found_by_the_letters_of_every_name(client):
    card = next(item for item in listed(client)["items"] if item["code"] == "K7M2PA")
    assert card["letters"][0] == "cjrzhfxb"


def test_topics_and_departments_name_their_items(client):
    content = listed(client)
    named = {n for topic in content["topics"] for n in topic["items"]}
    assert {t["kind"] for t in content["topics"]} == {"个人办事", "企业办事"}
    assert named <= set(range(len(content["items"])))
    assert sum(len(d["items"]) for d in content["departments"]) == len(content["items"])


def test_what_is_given_out_most_stands_first(client, monkeypatch):
    matter = Matter.objects.get(code="K7M2PA")
    monkeypatch.setattr("matters.search.searching.used", lambda: {("matter", matter.pk): 9})
    content = listed(client)
    (first,) = content["asked"]
    assert (content["items"][first]["code"], content["items"][first]["rank"]) == ("K7M2PA", 0)


def test_nothing_is_sent_twice(client):
    for address in (LIST, "/kiosk/pack/dengtalu/0.json"):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_it_is_sent_compressed(client):
    answer = client.get(LIST, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.content))["site"]["code"] == "dengtalu"


def test_the_list_names_the_versions_of_the_parts(client):
    versions = listed(client)["parts"]
    assert versions == [part_of(client, n)["version"] for n in range(len(versions))]


def test_a_suspended_matter_says_so_and_why(client):
    before = listed(client)["parts"]
    suspend(Matter.objects.get(code="K7M2PA"), by=make_user(), reason="系统升级")
    item = next(item for item in listed(client)["items"] if item["code"] == "K7M2PA")
    assert item["suspended"]
    assert guide_of(client, "K7M2PA")["states"][0]["remarks"] == ["暂停办理：系统升级"]
    assert sum(a != b for a, b in zip(before, listed(client)["parts"], strict=True)) == 1


def test_a_coming_edition_is_announced(client):
    matter = Matter.objects.get(code="K7M2PA")
    start = today() + timedelta(days=3)
    add_edition(matter, make_guide(code="K7M2PA", name="新版"), effective_from=start)
    remark = f"新一版自{start.year}年{start.month}月{start.day}日起施行，届时以新版为准。"
    assert guide_of(client, "K7M2PA")["states"][0]["remarks"] == [remark]


def test_the_place_is_the_one_where_the_terminal_stands(client, site):
    assert '["h", "灯塔路街道便民服务中心", "就在这里"]' in words(guide_of(client, "K7M2PA"))
    Desk.objects.create(site=site, matter=Matter.objects.get(code="K7M2PA"), window="演示9号窗口")
    assert "演示9号窗口" in words(guide_of(client, "K7M2PA"))


def test_the_number_of_queries_does_not_depend_on_the_catalog(client):
    make_published(make_guide(name="试行事项"))
    searching.version()  # whoever searches first loads what changed
    with CaptureQueriesContext(connection) as before:
        client.get(LIST)
    for number in range(3):
        make_published(make_guide(name=f"试行事项{number}"))
    searching.version()
    with CaptureQueriesContext(connection) as after:
        client.get(LIST)
    assert len(after) == len(before) <= 12


@pytest.mark.parametrize("address", ["/kiosk/pack/nowhere.json", "/kiosk/pack/dengtalu/99.json"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(address).status_code == 404
