"""`/g/<code>/history/`: which edition held when, what each changed, and what changed since the one somebody has."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from matters.enums import Standing
from matters.models import Matter
from matters.publishing import retire, today
from tests.bundles import make_live_bundle
from tests.counter import WHO
from tests.factories import add_edition, make_guide, make_matter, make_requirement, make_user

pytestmark = pytest.mark.django_db

PAPER = make_requirement(9, "无房证明")


def make_history(editions=3):
    """A matter whose every further edition has another phone; the last asks for one more paper. All hold by now."""
    matter = make_matter(standing=Standing.LIVE)
    first = today() - timedelta(days=editions)
    for number in range(1, editions + 1):
        guide = make_guide(code=matter.code, consult_phone=f"0372-000100{number % 10}")
        if number == editions:
            guide = replace(guide, requirements=(*guide.requirements, PAPER))
        add_edition(matter, guide, effective_from=first + timedelta(days=number))
    return matter


def _text(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return re.sub(r"\s+|<[^>]+>", "", response.content.decode().partition("<main")[2])


def test_every_edition_is_told_with_what_it_changed_the_latest_first(client):
    matter = make_history()
    text = _text(client, f"/g/{matter.code}/history/")
    assert re.findall(r"第(\d)版(?:现行)?\d+年", text) == ["3", "2", "1"]
    assert "与第2版相比，2处变化" in text
    assert "新增申请材料：无房证明" in text
    assert "基本信息“咨询电话”由“0372-0001001”改为“0372-0001002”" in text


def test_since_an_edition_all_changes_up_to_now_are_told_at_once(client):
    matter = make_history()
    text = _text(client, f"/g/{matter.code}/history/?since=1")
    assert "以来，有2处变化" in text
    assert "“咨询电话”由“0372-0001001”改为“0372-0001003”" in text


def test_since_a_day_counts_from_the_edition_that_held_then(client):
    matter = make_history()
    day = today() - timedelta(days=1)
    assert "第2版（" in _text(client, f"/g/{matter.code}/history/?on={day.isoformat()}").partition("您手里的")[0]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("since=3", "您手里的就是现行的第3版"),
        ("since=99", "没有这一版"),
        ("since=%00", "没有这一版"),
        ("on=2026-02-31", "没有这一版"),
        ("on=1999-01-01", "没有这一版"),
    ],
)
def test_every_answer_to_an_edition_is_a_sentence(client, query, told):
    assert told in _text(client, f"/g/{make_history().code}/history/?{query}")


def test_since_tells_who_answered_only_what_concerns_them(client):
    matter = make_matter(standing=Standing.LIVE)
    guide = make_guide(code=matter.code, questions=(WHO,), requirements=(make_requirement(1),))
    paper = make_requirement(8, "委托书", when=("who.agent",))
    add_edition(matter, guide, today() - timedelta(days=1))
    add_edition(matter, replace(guide, requirements=(*guide.requirements, paper)), today())
    path = f"/g/{matter.code}/history/?since=1"
    assert "新增申请材料：委托书" in _text(client, path).partition("您手里的")[0]
    assert "您这种情形的内容没有变化" in _text(client, f"{path}&a=who.self")


def test_an_edition_to_come_is_named_as_such_and_compared_with_nothing_yet(client):
    matter = make_history(1)
    guide = make_guide(code=matter.code, consult_phone="0372-0009999")
    add_edition(matter, guide, effective_from=today() + timedelta(days=30))
    text = _text(client, f"/g/{matter.code}/history/?since=1")
    assert ("第2版尚未施行" in text, "您手里的就是现行的第1版" in text) == (True, True)


def test_a_long_history_is_paged_in_three_queries(client, django_assert_max_num_queries):
    matter = make_history(23)
    with django_assert_max_num_queries(3):
        text = _text(client, f"/g/{matter.code}/history/?page=2&since=4")
    assert re.findall(r"第(\d+)版\d+年", text) == [str(n) for n in range(13, 3, -1)]


def test_it_is_sent_once_until_there_is_another_edition(client, django_assert_num_queries):
    matter = make_history(1)
    path = f"/g/{matter.code}/history/"
    etag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    add_edition(matter, make_guide(code=matter.code), effective_from=today())
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("code", ["ZZZZZZ", "X", "结婚"])
def test_an_unknown_code_is_not_found(client, code):
    assert (client.get(f"/g/{code}/history/").status_code, client.get(f"/b/{code}/history/").status_code) == (404, 404)


def test_a_retired_matter_answers_as_its_guide_does(client):
    matter = Matter.objects.get(code="MRK5A3")
    retire(matter, by=make_user(), reason="改为分别办理")
    assert "改为分别办理" in _text(client, "/g/MRK5A3/history/", 410)


def test_a_code_in_small_letters_leads_to_the_right_address(client):
    assert client.get("/g/mrk5a3/history/?since=1")["Location"] == "/g/MRK5A3/history/?since=1"


def test_a_bundle_has_its_history_and_the_guide_leads_there(client, settings):
    settings.PUBLICATION_GATES = []
    bundle = make_live_bundle()
    assert "共1版" in _text(client, f"/b/{bundle.code}/history/")
    assert f'href="/b/{bundle.code}/history/"' in client.get(f"/b/{bundle.code}/").content.decode()


def test_it_is_named_as_its_edition_names_it_whatever_an_editor_is_writing(client):
    matter, bundle = make_history(), make_live_bundle()
    add_edition(matter, make_guide(code=matter.code, name="下月的名称"), effective_from=today() + timedelta(days=30))
    for subject in (matter, bundle):
        told = subject.editions.order_by("number").first().guide.name
        type(subject).objects.filter(pk=subject.pk).update(name="还在写的名称")
        page = client.get(f"/{'g' if subject is matter else 'b'}/{subject.code}/history/").content.decode()
        assert (f"<title>版本和变化：{told}</title>" in page, "还在写" in page) == (True, False)


def test_another_public_address_or_the_end_of_the_demonstration_changes_the_tag(client, settings):
    path = f"/g/{make_history().code}/history/"
    tags = [client.get(path)["ETag"]]
    settings.DEMO = not settings.DEMO
    tags.append(client.get(path)["ETag"])
    settings.PUBLIC_BASE_URL = "https://elsewhere.example.cn"
    assert len({*tags, client.get(path)["ETag"]}) == 3
