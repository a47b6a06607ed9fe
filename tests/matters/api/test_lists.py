"""The lists: what stands in them, in which order, page by page, with a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from matters.enums import Audience, Level, Standing
from matters.models import Bundle, Matter, Site
from matters.publishing import retire, suspend, today
from matters.search import searching
from tests.factories import add_edition, make_guide, make_matter, make_site, make_user
from tests.matters.api.asking import ask, publish_matters

pytestmark = pytest.mark.django_db
LISTS = ("matters/", "bundles/", "sites/", "topics/", "departments/")


def codes(said):
    return [item["code"] for item in said["items"]]


def test_the_list_of_matters_is_all_that_is_public_by_code(client):
    said = ask(client, "matters/?size=200")
    assert codes(said) == sorted(Matter.objects.public().values_list("code", flat=True))


def test_pages_put_together_are_the_list(client):
    path, found = "matters/?size=20", []
    while path:
        said = ask(client, path)
        found += codes(said)
        path = said["links"].get("next", "").removeprefix("/api/v1/")
    assert (found, said["total"], said["pages"]) == (codes(ask(client, "matters/?size=200")), len(found), 3)


def test_a_page_after_the_last_is_empty(client):
    said = ask(client, "matters/?page=900&size=200")
    assert (said["items"], said["pages"]) == ([], 1)


@pytest.mark.parametrize("query", ["size=201", "size=0", "page=0", "page=x", "level=village", "online=yes", "bundle=2"])
def test_a_parameter_that_cannot_be_is_named(client, query):
    said = ask(client, f"matters/?{query}", 400)
    assert [p["parameter"] for p in said["detail"]["parameters"]] == [query.partition("=")[0]]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("level=community", lambda guide: any(h.level == Level.COMMUNITY for h in guide.handlings)),
        ("audience=enterprise", lambda guide: Audience.ENTERPRISE in guide.audiences),
        ("topic=养老", lambda guide: "养老" in guide.topics),
        ("department=安阳市北关区民政局", lambda guide: guide.department.name == "安阳市北关区民政局"),
    ],
)
def test_a_filter_leaves_the_matters_it_names(client, query, holds):
    wanted = [
        m.code for m in Matter.objects.public().order_by("code") if holds(m.editions.in_force(today()).first().guide)
    ]
    assert wanted
    assert codes(ask(client, f"matters/?size=200&{query}")) == wanted


def test_words_are_looked_for_as_on_the_public_page(client):
    hits = searching.search(searching.Wanted(q="cjrz", bundle="0")).hits
    assert codes(ask(client, "matters/?size=200&q=cjrz")) == [hit.code for hit in hits]


def test_a_site_lists_what_is_handled_there(client):
    here = codes(ask(client, "matters/?size=200&site=beiguan"))
    handled = [
        m.code
        for m in Matter.objects.public().order_by("code")
        for guide in [m.editions.in_force(today()).first().guide]
        if any(h.level == Level.DISTRICT and (not h.sites or "beiguan" in h.sites) for h in guide.handlings)
    ]
    assert here == handled


def test_a_bundle_lists_its_matters(client):
    bundle = Bundle.objects.public().first()
    members = bundle.editions.in_force(today()).first().guide.members
    assert codes(ask(client, f"matters/?size=200&bundle={bundle.code}")) == sorted(m.code for m in members)


@pytest.mark.parametrize("query", ["site=nowhere", "bundle=ZZZZZZ"])
def test_an_unknown_site_or_bundle_is_said(client, query):
    assert ask(client, f"matters/?{query}", 400)["code"] == "unknown_site_or_bundle"


def test_only_what_holds_is_listed(client):
    live, ended, halted = publish_matters(3)
    retire(ended, by=make_user(), reason="取消")
    suspend(halted, by=make_user(), reason="升级")
    scheduled = make_matter(standing=Standing.LIVE)
    add_edition(scheduled, make_guide(), today() + timedelta(days=2))
    said = {item["code"]: item["is_suspended"] for item in ask(client, "matters/?size=200")["items"]}
    shown = {m.code: said[m.code] for m in (live, ended, halted, scheduled, make_matter()) if m.code in said}
    assert shown == {live.code: False, halted.code: True}


def test_a_retired_matter_still_has_its_card(client):
    matter, successor = publish_matters(2)
    retire(matter, by=make_user(), reason="取消", successor=successor)
    said = ask(client, f"matters/{matter.code}/")
    assert (said["standing"], said["standing_reason"], said["successor"]) == ("retired", "取消", successor.code)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_the_same_queries_however_long_it_is(client, name):
    counts = []
    for more in (1, 2):
        publish_matters(more)
        for _ in range(more):
            make_site()
        ask(client, name)  # the index is loaded
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ask(client, f"{name}?size=200")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 4


def test_sites_are_listed_by_region_and_level(client):
    street = Site.objects.get(code="dengtalu").region
    below = Site.objects.filter(region__code__startswith=street.code[:9], is_active=True)
    assert codes(ask(client, f"sites/?region={street.code}")) == list(
        below.order_by("region__code", "code").values_list("code", flat=True)
    )
    assert codes(ask(client, "sites/?level=district")) == ["beiguan"]


def test_a_site_tells_its_hours(client):
    said = ask(client, "sites/beiguan/")
    assert said["periods"][0] == {"weekdays": "12345", "opens": "09:00", "closes": "12:00", "season": []}
    assert said["hours"] == "周一至周五 9:00—12:00、13:00—17:00，法定节假日除外"


def test_a_closed_site_is_unknown(client):
    site = make_site(is_active=False)
    assert ask(client, f"sites/{site.code}/", 404)["code"] == "unknown_site"


def test_topics_and_departments_count_what_the_list_gives(client):
    for name, parameter in (("topics/", "topic"), ("departments/", "department")):
        for item in ask(client, name)["items"][:2]:
            assert ask(client, f"matters/?{parameter}={item['name']}")["total"] == item["matters"]


def test_a_retired_matter_is_sent_again_when_its_successor_ended_too(client):
    matter, successor = publish_matters(2)
    retire(matter, by=make_user(), reason="取消", successor=successor)
    path = f"/api/v1/matters/{matter.code}/"
    first = client.get(path)
    retire(successor, by=make_user(), reason="也取消")
    again = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (first.json()["successor"], again.status_code) == (successor.code, 200)
    assert again.json()["successor"] == ""
