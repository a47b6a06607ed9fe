"""`/b/<code>/` and its questions, and where bundles are found."""

from datetime import timedelta

import pytest

from matters.enums import Standing
from matters.models import Bundle, BundleMember
from matters.publishing import today
from matters.search.searching import search
from matters.search.wanted import Wanted
from tests.bundles import make_bundle, make_live_bundle, member, permit_guide, publish
from tests.counter import WHO, turned
from tests.factories import make_published, make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings):
    settings.PUBLICATION_GATES = []


def asking_bundle():
    """Its second matter asks who comes."""
    papers = (make_requirement(1, "居民身份证"), make_requirement(2, "授权委托书", when=("who.agent",)))
    return make_live_bundle(
        make_published(permit_guide(questions=(WHO,), requirements=papers)), make_published(), yields=""
    )


def page(client, bundle, query=""):
    return client.get(f"/b/{bundle.code}/{query}")


def test_the_page_tells_matters_stages_materials_and_what_is_not_needed(client):
    bundle = make_live_bundle()
    text = page(client, bundle).content.decode()
    for stage in (1, 2):
        assert f'<a href="/g/{member(bundle, stage).code}/">' in text
    assert "用于 试行执照、试行许可" in text
    assert "试行执照办得，用于试行许可" in text
    assert "7个工作日</strong>（各阶段合计）" in text


def test_the_page_takes_one_query_and_no_session(client, django_assert_num_queries):
    bundle = make_live_bundle()
    with django_assert_num_queries(1):
        response = page(client, bundle)
    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_the_page_is_sent_once_until_it_changes(client):
    bundle = make_live_bundle()
    etag = page(client, bundle)["ETag"]
    assert client.get(f"/b/{bundle.code}/", HTTP_IF_NONE_MATCH=etag).status_code == 304
    turned(member(bundle, 2), Standing.SUSPENDED)
    assert client.get(f"/b/{bundle.code}/", HTTP_IF_NONE_MATCH=etag).status_code == 200


def test_answers_narrow_the_list(client):
    bundle = asking_bundle()
    given = {
        query: "授权委托书" in page(client, bundle, query).content.decode()
        for query in ("", "?a=who.self", "?a=who.agent")
    }
    assert given == {"": True, "?a=who.self": False, "?a=who.agent": True}


def test_an_unknown_option_is_refused_with_the_valid_ones(client):
    bundle = asking_bundle()
    response = page(client, bundle, "?a=who.nobody")
    assert response.status_code == 400
    assert f'href="/b/{bundle.code}/?a=who.agent"' in response.content.decode()


def test_the_questions_lead_to_the_page(client):
    bundle = asking_bundle()
    first = client.get(f"/b/{bundle.code}/ask/")
    assert f'href="/b/{bundle.code}/ask/?a=who.self"' in first.content.decode()
    last = client.get(f"/b/{bundle.code}/ask/?a=who.self")
    assert last["Location"] == f"/b/{bundle.code}/?a=who.self"


def test_a_suspended_member_is_said_at_once_and_nothing_is_offered_to_print(client):
    bundle = make_live_bundle()
    turned(member(bundle, 2), Standing.SUSPENDED)
    text = page(client, bundle).content.decode()
    assert "其中“试行卫生许可”暂停办理：系统升级" in text
    assert "sheet.pdf" not in text


def test_an_optional_member_that_is_not_chosen_suspends_nothing(client):
    bundle = make_bundle()
    BundleMember.objects.filter(bundle=bundle, stage=2).update(is_optional=True)
    publish(bundle)
    turned(member(bundle, 2), Standing.SUSPENDED)
    question = bundle.editions.get().guide.questions[0]
    said = {
        o.key: "暂停办理" in page(client, bundle, f"?a={question.key}.{o.key}").content.decode()
        for o in question.options
    }
    assert said == {"yes": True, "no": False}


def test_a_code_in_small_letters_leads_to_the_page(client):
    bundle = make_live_bundle(code="ZBCDEF")
    response = client.get("/b/zbcdef/?a=x.y")
    assert (response.status_code, response["Location"]) == (301, f"/b/{bundle.code}/?a=x.y")


@pytest.mark.parametrize("tail", ["", "ask/", "sheet.pdf"])
def test_drafts_and_unknown_codes_are_not_found(client, tail):
    draft = make_bundle()
    assert [client.get(f"/b/{code}/{tail}").status_code for code in (draft.code, "ZZZZZZ", "K7M2PA")] == [404, 404, 404]


@pytest.mark.parametrize("tail", ["", "ask/", "sheet.pdf"])
def test_one_that_has_ended_says_so(client, tail):
    bundle = make_live_bundle()
    Bundle.objects.filter(pk=bundle.pk).update(standing=Standing.RETIRED, standing_reason="改为分别办理")
    response = client.get(f"/b/{bundle.code}/{tail}")
    assert (response.status_code, "改为分别办理" in response.content.decode()) == (410, True)


def test_one_that_begins_later_names_the_day(client):
    from matters.bundling import publish_bundle
    from tests.factories import make_user

    bundle, start = make_bundle(), today() + timedelta(days=40)
    publish_bundle(bundle, by=make_user(), change_note="首版", effective_from=start)
    response = page(client, bundle)
    assert (response.status_code, f"{start.year}年{start.month}月{start.day}日" in response.content.decode()) == (
        200,
        True,
    )


def test_home_and_search_list_bundles(client):
    bundle = make_live_bundle(name="试行联办事项", synonyms="一起办好")
    href = f'href="/b/{bundle.code}/"'
    pages = ("/", "/search/?q=试行联办", "/search/?q=一起办好", "/search/?q=试行卫生许可", "/search/?q=残疾人证")
    assert [href in client.get(address).content.decode() for address in pages] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"department": "安阳市北关区卫生健康委员会"}, True),
        ({"level": "street"}, True),
        ({"level": "community"}, False),
    ],
)
def test_filters_of_the_search_hold_for_bundles_too(narrowed, found):
    bundle = make_live_bundle(name="试行联办事项")
    hits = search(Wanted(q="试行联办", **narrowed)).hits
    assert [hit.code for hit in hits] == ([bundle.code] if found else [])
