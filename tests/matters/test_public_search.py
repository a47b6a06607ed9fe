"""`/search/`: one list, what narrows it, its pages, and what is said where nothing is found."""

import re
from datetime import timedelta
from html import unescape

import pytest

from matters.models import Bundle, Matter, Site, Synonym
from matters.publishing import today
from matters.search import searching
from matters.search.wanted import Wanted
from matters.search.writing import fill_gaps
from tests.factories import add_edition, make_guide, make_matter, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client):
    """`found(q="证")`: the page as text."""
    return lambda **parameters: unescape(client.get("/search/", parameters).content.decode())


def names(page):
    """The names listed, in their order."""
    return [re.sub("<.*?>", "", name) for name in re.findall(r'<h3>\s*<a href="/[gb]/\w+/">(.+?)</a>', page)]


def test_the_list_is_what_search_brings_in_its_order(found):
    hits = searching.search(Wanted(q="残疾")).hits
    assert names(found(q="残疾")) == [hit.name for hit in hits[:20]]


def test_a_bundle_leads_to_its_own_page(found):
    bundle = Bundle.objects.public().order_by("code").first()
    assert f'<a href="/b/{bundle.code}/">' in found(q=bundle.name)


def test_what_fits_is_marked(found):
    assert "<mark>结婚登记</mark>" in found(q="结婚登记")


def test_what_fits_beside_the_name_is_said(found):
    hit = searching.search(Wanted(q="领证")).hits[0]
    assert (hit.why != "", f'<p class="why">{hit.why}</p>' in found(q="领证")) == (True, True)


def test_a_suspended_matter_says_so(found):
    Matter.objects.filter(code="MRK5A3").update(standing="suspended", standing_reason="系统升级")
    assert "暂停办理" in found(q="结婚登记")


def test_without_words_everything_can_be_browsed(found):
    total = len(searching.search(Wanted()).hits)
    page = found()
    assert (f"全部{total}项" in page, len(names(page))) == (True, 20)


def test_the_last_page_has_the_rest(found):
    pages, rest = divmod(len(searching.search(Wanted()).hits) - 1, 20)
    assert len(names(found(page=pages + 1))) == rest + 1


def test_page_numbers_keep_words_and_filters(found):
    page = found(level="district", page=2)
    assert 'href="/search/?level=district"><span class="visually-hidden">第</span>1<' in page


def test_every_filter_narrows_the_list(found):
    wanted = {
        "level": "district",
        "department": "安阳市北关区民政局",
        "topic": "结婚",
        "audience": "person",
        "bundle": "0",
    }
    assert names(found(q="登记", **wanted)) == ["结婚登记"]


def test_a_filter_with_an_unknown_value_finds_nothing(found):
    assert "没有找到" in found(topic="没有这个主题")


def test_a_facet_is_a_link_with_its_count_that_keeps_the_words(client, found):
    facet = searching.search(Wanted(q="证")).facets["level"][0]
    link = rf'href="(/search/\?q=[^"]+&level={facet.value})">{facet.label} .*?>{facet.count}<'
    (address,) = re.findall(link, found(q="证"), re.DOTALL)
    assert f"找到{facet.count}项" in client.get(address).content.decode()


def test_a_chosen_filter_is_a_chip_that_takes_it_off(found):
    page = found(q="证", level="street", topic="残疾")
    chips = re.findall(r'<a class="chip" aria-current="true" href="([^"]+)">(\S+)', page)
    assert chips == [
        ("/search/?q=%E8%AF%81&topic=%E6%AE%8B%E7%96%BE", "街道"),
        ("/search/?q=%E8%AF%81&level=street", "残疾"),
    ]


def test_new_words_are_looked_for_under_the_same_filters(found):
    assert '<input type="hidden" name="level" value="street">' in found(q="证", level="street")


def test_a_mistyped_word_says_of_what_the_list_is(found):
    page = found(q="残及人证")
    meant = searching.search(Wanted(q="残及人证")).did_you_mean
    assert "没有找到“残及人证”。您是不是要找：" in page
    assert f"下面列出的是“{meant}”的结果" in page


def test_an_everyday_word_that_was_just_added_is_found(found):
    Synonym.objects.create(word="红本本", means="结婚登记")
    assert "结婚登记" in names(found(q="红本本"))


def test_without_results_there_are_ways_on(found):
    page = found(q="水怪")
    office = Site.objects.get(code="beiguan")
    assert "没有找到“水怪”" in page
    assert [f'href="{way}"' in page for way in ("/", "/search/", "/feedback/?kind=consultation", "/sites/")] == [
        True
    ] * 4
    assert f'href="tel:{office.phone}"' in page


def test_a_list_of_what_only_comes_near_says_so(found):
    assert ["没有完全符合" in found(q=words) for words in ("外星人登记", "结婚登记", "水怪")] == [True, False, False]


def test_without_results_names_that_come_near_are_offered(found):
    page = found(q="飞碟 登记")
    assert ">生育登记</a>" in page.partition("名称相近的有")[2]


def test_words_that_only_a_filter_keeps_from_being_found_are_not_told_as_missed(found):
    page = found(q="结婚登记", level="community", department="安阳市北关区卫生健康委员会")
    assert ("data-missed" in page, "去掉筛选条件" in page) == (False, True)


def test_what_was_typed_is_escaped(client):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%00a&department=%00", "page=zwei", "page=999999", "q=%ED%A0%80", "q=%F0%9F%98%80"]
)
def test_whatever_is_in_the_address_is_a_page(client, query):
    assert client.get(f"/search/?{query}").status_code == 200


# --- Codes and scans


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("MRK5A3", "/g/MRK5A3/"),
        (" mrk5a3 ", "/g/MRK5A3/"),
        ("ＭＲＫ５Ａ３", "/g/MRK5A3/"),
        ("https://old.example.gov.cn/g/MRK5A3/?a=kind.hmt&x=1", "/g/MRK5A3/?a=kind.hmt"),
        ("http:、、old.example.gov.cn、g、MRK5A3、", "/g/MRK5A3/"),
        ("https://x.example/g/MRK5A3/sheet.pdf?site=beiguan", "/g/MRK5A3/"),
        ("https://x.example/n/ABCDEFGHJKMNPQRSTVWX/", "/n/ABCDEFGHJKMNPQRSTVWX/"),
    ],
)
def test_a_code_or_a_scanned_address_leads_on(client, typed, place):
    response = client.get("/search/", {"q": typed})
    assert (response.status_code, response.headers["Location"]) == (302, place)


def test_the_code_of_a_bundle_leads_to_the_bundle(client):
    code = next(c for c in Bundle.objects.public().values_list("code", flat=True) if not c.isalpha())
    assert client.get("/search/", {"q": code}).headers["Location"] == f"/b/{code}/"


@pytest.mark.parametrize(
    "typed", ["ZZZZZ9", "cjrzhf", "https://evil.example/", "https://x.example/g/MRK5/", "//evil.example/n/x/"]
)
def test_what_is_no_code_of_ours_is_looked_for(client, typed):
    assert client.get("/search/", {"q": typed}).status_code == 200


# --- What a proxy may keep


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize("words", ["测试", "水怪"])
def test_the_page_takes_at_most_four_queries_however_many_there_are(client, django_assert_max_num_queries, words, more):
    for number in range(more):
        make_published(make_guide(name=f"测试事项{number}"))
    fill_gaps()
    searching.search(Wanted())
    with django_assert_max_num_queries(4):
        client.get("/search/", {"q": words})


def test_the_same_page_is_not_sent_twice(client, django_assert_num_queries):
    etag = client.get("/search/?q=证").headers["ETag"]
    with django_assert_num_queries(1):
        again = client.get("/search/?q=证", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_another_page_of_the_list_is_another_thing_to_keep(client):
    assert client.get("/search/?page=1").headers["ETag"] != client.get("/search/?page=2").headers["ETag"]


def test_a_new_edition_makes_the_page_new(client):
    etag = client.get("/search/?q=证").headers["ETag"]
    make_published(make_guide(name="新证核发"))
    assert client.get("/search/?q=证", headers={"if-none-match": etag}).status_code == 200


def test_the_page_is_the_same_for_everybody(client):
    response = client.get("/search/?q=证")
    assert ("Cookie" in response.headers.get("Vary", ""), response.cookies) == (False, {})


# --- While somebody types


def test_suggestions_are_the_best_hits_and_a_link_to_all(client):
    page = client.get("/search/suggest/", {"q": "结婚"}).content.decode()
    hits = searching.suggest("结婚")
    assert re.findall(r'href="/[gb]/(\w+)/"', page) == [hit.code for hit in hits]
    assert 'href="/search/?q=%E7%BB%93%E5%A9%9A">查看' in page


@pytest.mark.parametrize("words", ["", " ", "\0", "水怪"])
def test_nothing_to_suggest_is_an_empty_list(client, words):
    assert client.get("/search/suggest/", {"q": words}).content.strip() == b""


def test_editions_that_hold_later_are_not_suggested(client):
    guide = make_guide(name="明天才有的证")
    add_edition(make_matter(guide, standing="live"), guide, today() + timedelta(days=1))
    assert b"/g/" not in client.get("/search/suggest/", {"q": "明天才有的证"}).content
