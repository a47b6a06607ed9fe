"""`/search/`: plain search, filters as links, pages of twenty."""

import re

import pytest

from matters.finding import Wanted, wanted
from matters.models import Matter
from tests.factories import make_guide, make_published


def _names(response):
    return re.findall(r'<a href="/g/\w+/">(.+?)</a>', response.content.decode())


def test_search_finds_by_any_name_people_use(db, client):
    assert _names(client.get("/search/", {"q": "领证"})) == ["结婚登记"]


def test_search_needs_every_word(db, client):
    assert _names(client.get("/search/", {"q": "卫生 新发"})) == ["公共场所卫生许可证核发（新发）"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"topic": "结婚", "q": "登记", "level": "district", "department": "安阳市北关区民政局"}, ["结婚登记"]),
        ({"topic": "没有这个主题"}, []),
        ({"level": "province"}, []),
    ],
)
def test_search_narrows_by_every_filter(db, client, parameters, expected):
    assert _names(client.get("/search/", parameters)) == expected


def test_search_says_how_many_and_pages_by_twenty(db, client):
    total = Matter.objects.public().count()
    pages, rest = divmod(total - 1, 20)
    first, last = client.get("/search/"), client.get(f"/search/?page={pages + 1}")
    assert f"<strong>{total}个事项</strong>" in first.content.decode()
    assert (len(_names(first)), len(_names(last))) == (20, rest + 1)
    assert "page=2" in first.content.decode()


def test_search_keeps_the_filters_on_the_next_page(db, client):
    page = client.get("/search/", {"level": "district"}).content.decode()
    assert "/search/?level=district&amp;page=2" in page


def test_search_shows_each_filter_with_a_way_to_take_it_off(db, client):
    page = client.get("/search/", {"q": "证", "level": "street", "topic": "残疾"}).content.decode()
    assert 'href="/search/?q=%E8%AF%81&amp;topic=%E6%AE%8B%E7%96%BE">街道' in page
    assert 'href="/search/?q=%E8%AF%81&amp;level=street">残疾' in page


def test_search_without_results_offers_other_words_and_the_home_page(db, client):
    page = client.get("/search/", {"q": "外星人登记"}).content.decode()
    assert "没有找到“外星人登记”" in page
    assert '从<a href="/">首页</a>' in page


def test_search_escapes_what_was_typed(db, client):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize("query", ["q=%00", "q=%00a&department=%00", "page=zwei", "page=999999"])
def test_search_takes_whatever_is_in_the_address(db, client, query):
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("more", [1, 3])
def test_search_takes_four_queries_however_many_there_are(db, client, django_assert_num_queries, more):
    for number in range(more):
        make_published(make_guide(name=f"测试事项{number}"))
    with django_assert_num_queries(4):
        response = client.get("/search/?q=测试")
    assert len(_names(response)) == more


def test_search_does_not_touch_the_session(db, client):
    response = client.get("/search/?q=证")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_wanted_query_leaves_empty_parts_out():
    assert Wanted(q="证", level="street").query(level="") == "?q=%E8%AF%81"


def test_wanted_cuts_what_nobody_types():
    assert wanted({"q": " x\0" + "长" * 200}) == Wanted(q="x" + "长" * 99)
