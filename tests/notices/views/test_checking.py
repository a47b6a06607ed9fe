"""`/check/`: from what is printed on a sheet to what still holds of it, and to nobody else's."""

import re

import pytest

from matters.models import Bundle, Matter
from notices.models import Notice

pytestmark = pytest.mark.django_db

TOKEN = "0123456789ABCDEFGHJK"


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        (TOKEN, f"/n/{TOKEN}/"),
        ("o123-4567 89ab cdef-ghjk", f"/n/{TOKEN}/"),
        (f"http://127.0.0.1:8000/n/{TOKEN}/", f"/n/{TOKEN}/"),
        (f"https://old.example.cn/N/{TOKEN.lower()}", f"/n/{TOKEN}/"),
        (f"http://127.0.0.1:8000/r/{TOKEN}/", f"/r/{TOKEN}/"),
        ("http://127.0.0.1:8000/g/MRK5A3/?a=kind.hmt", "/g/MRK5A3/?a=kind.hmt"),
        ("http://127.0.0.1:8000/b/BC9N3F/", "/b/BC9N3F/"),
        ("http://127.0.0.1:8000/g/MRK5A3/?a=..", "/g/MRK5A3/"),
    ],
)
def test_what_is_printed_beside_the_code_leads_on(client, typed, leads):
    response = client.get("/check/", {"q": typed})
    assert (response.status_code, response["Location"]) == (302, leads)


def test_a_number_is_never_looked_up(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = client.get("/check/", {"q": "北关灯塔路〔2026〕000123"})
    assert "凭编号不能查" in page.content.decode()
    assert Notice.objects.count() == 0


def test_nonsense_is_told_beside_the_field_and_kept(client):
    page = client.get("/check/", {"q": '看不清"<b>\0'}).content.decode()
    assert "看不出这是哪张单子" in page
    assert 'value="看不清&quot;&lt;b&gt;' in page


def test_with_a_matter_the_edition_on_the_paper_is_asked_for(client):
    page = client.get("/check/?g=MRK5A3&a=kind.hmt").content.decode()
    form = re.search(r'<form[^>]+action="/g/MRK5A3/history/">.+?</form>', page, re.S)[0]
    assert re.findall(r'name="(\w+)"', form) == ["a", "since", "on"]
    assert 'action="/b/BC9N3F/history/"' in client.get("/check/?b=BC9N3F").content.decode()


@pytest.mark.parametrize("query", ["", "?g=ZZZZZZ", "?g=x&b=%00"])
def test_without_one_the_way_to_it_is_shown(client, query):
    assert 'href="/search/"' in client.get(f"/check/{query}").content.decode().partition("<main")[2]


def test_a_matter_and_a_bundle_are_named_as_their_editions_name_them(client, django_assert_num_queries):
    for kind, code, model in (("g", "MRK5A3", Matter), ("b", "BC9N3F", Bundle)):
        rows = model.objects.filter(code=code)
        told = rows.get().name
        rows.update(name="还在写的名称")
        with django_assert_num_queries(1):
            page = client.get("/check/", {kind: code})
        assert (told in page.content.decode(), "还在写" in page.content.decode()) == (True, False)
