"""`/`: what most people look for first, and a way to everything."""

import re

from matters.directory import shelves
from matters.enums import Level, Standing
from matters.models import Bundle, Edition, Matter, Topic
from matters.publishing import today
from tests.factories import add_edition, make_guide, make_matter, make_published


def codes(page: str) -> list[str]:
    return re.findall(r'href="/g/(\w{6})/"', page)


def test_home_shows_life_and_business_events_with_their_counts(db, client):
    life, business = shelves.events(shelves.whole_catalog())
    assert ([g.title for g in (life, business)], life.shelves[0].name) == (["个人办事", "企业办事"], "出生")
    page = client.get("/").content.decode()
    born = sum("出生" in edition.guide.topics for edition in Edition.objects.in_force(today()))
    assert f'出生 <span class="count">{born}项</span>' in page
    assert f'href="{life.shelves[0].url}"' in page


def test_home_folds_what_does_not_matter_first(db):
    business = shelves.events(shelves.whole_catalog())[1]
    assert (len(business.first), len(business.first) + len(business.rest)) == (6, len(business.shelves))


def test_home_counts_the_levels_from_the_district_down(db):
    assert [shelf.name for shelf in shelves.levels(shelves.whole_catalog())] == Level.labels


def test_home_leads_to_every_department_with_public_matters(db):
    named = {shelf.name for shelf in shelves.departments(shelves.whole_catalog())}
    assert named >= set(Matter.objects.public().values_list("department__name", flat=True))


def test_home_leaves_out_drafts_and_notices_what_is_published(db):
    before = shelves.departments(shelves.whole_catalog())
    make_matter()
    assert shelves.departments(shelves.whole_catalog()) == before
    make_published()
    assert sum(s.count for s in shelves.departments(shelves.whole_catalog())) == sum(s.count for s in before) + 1


def test_home_without_matters_says_where_to_ask(db, client):
    for model in (Matter, Bundle):
        model.objects.update(standing=Standing.RETIRED, standing_reason="停办")
    assert "还没有公布事项" in client.get("/").content.decode()


def test_home_shows_what_changed_with_its_day(db, client):
    matter = make_published()
    add_edition(matter, make_guide(), effective_from=today())
    page = client.get("/").content.decode()
    assert matter.code in codes(page[page.index('id="new-title"') :])
    assert f'<time datetime="{today():%Y-%m-%d}">' in page


def test_home_offers_every_street_and_community(db, client):
    page = client.get("/").content.decode()
    assert re.findall(r'<optgroup label="([^"]+)">\s*<option value="(\d{12})">', page)[0] == (
        "红旗路街道",
        "410503001000",
    )


def test_home_marks_demo_data(db, client, settings):
    settings.DEMO = True
    assert "请勿据此办事" in client.get("/").content.decode()
    settings.DEMO = False
    assert "请勿据此办事" not in client.get("/").content.decode()


def test_home_takes_eight_queries_and_no_session(db, client, django_assert_num_queries):
    client.get("/")
    with django_assert_num_queries(8):
        response = client.get("/")
    assert ("Cookie" in response.headers.get("Vary", ""), response.cookies) == (False, {})


def test_home_is_sent_again_when_something_of_it_changed(db, client):
    tag = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 304
    Topic.objects.filter(name="出生").update(position=99)
    moved = client.get("/", headers={"If-None-Match": tag})
    assert (moved.status_code, client.get("/?view=elder")["ETag"] != moved["ETag"]) == (200, True)
    make_published()
    assert client.get("/", headers={"If-None-Match": moved["ETag"]}).status_code == 200
