"""`/`: everything by level, topic and department."""

from matters import finding
from matters.enums import Level, Standing
from matters.models import Handling, Matter
from tests.factories import make_matter


def test_home_counts_what_each_level_handles(db, client):
    shelves = {shelf.label: shelf.count for shelf in finding.levels()}
    handled = {level.label: Handling.objects.filter(level=level).values("matter").distinct().count() for level in Level}
    assert shelves == handled
    assert f'区 <span class="count">{handled["区"]}项</span>' in client.get("/").content.decode()


def test_home_leads_to_every_public_matter_by_department(db, client):
    client.get("/")
    listed = [m.code for shelf in finding.departments() for m in finding.search(finding.Wanted(department=shelf.value))]
    assert sorted(listed) == sorted(Matter.objects.public().values_list("code", flat=True))


def test_home_lists_topics_under_life_and_business(db):
    topics = finding.topics()
    assert list(topics) == ["个人办事", "企业办事"]
    assert topics["个人办事"][0].label == "出生"
    assert topics["企业办事"][0].query == "?topic=%E5%BC%80%E5%8A%9E%E4%BC%81%E4%B8%9A"


def test_home_leaves_out_drafts(db):
    before = finding.departments()
    make_matter()
    assert finding.departments() == before


def test_home_without_matters_says_where_to_ask(db, client):
    Matter.objects.update(standing=Standing.DRAFT)
    assert "还没有公布事项" in client.get("/").content.decode()


def test_home_marks_demo_data(db, client, settings):
    settings.DEMO = True
    assert "演示数据" in client.get("/").content.decode()
    settings.DEMO = False
    assert "演示数据" not in client.get("/").content.decode()


def test_home_takes_four_queries_and_no_session(db, client, django_assert_num_queries):
    with django_assert_num_queries(4):
        response = client.get("/")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.cookies == {}
