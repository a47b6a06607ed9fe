"""没有结果的搜索: what is counted, what never is, and who may count."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.often import HALL
from matters.everyday_words import missed
from matters.everyday_words.missed import count_missed, folded, may_be_kept
from matters.models import MissedSearch, Synonym

OURS = {"sec-fetch-site": "same-origin"}


@pytest.fixture(autouse=True)
def _no_limit_from_before():
    cache.clear()


def counted():
    return list(MissedSearch.objects.values_list("words", "times"))


def tell(client, words="水怪", **headers):
    return client.post("/search/missed/", {"words": words}, headers=headers or OURS)


def test_vain_searches_for_the_same_words_add_up(db, client):
    answers = [tell(client, words) for words in ("水怪", " 水怪！", "水怪")]
    assert ([(a.status_code, a.content) for a in answers], counted()) == ([(204, b"")] * 3, [("水怪", 3)])


def test_a_later_search_makes_it_wait_again(db):
    count_missed("水怪")
    MissedSearch.objects.update(seen_at=timezone.now(), last_at=timezone.now() - timedelta(days=1))
    before = MissedSearch.objects.waiting().count()
    count_missed("水怪")
    assert (before, MissedSearch.objects.waiting().count()) == (0, 1)


def test_the_first_two_at_the_same_time_are_two(db, monkeypatch):
    MissedSearch.objects.create(words="水怪")
    again, answers = missed._again, iter([False])
    monkeypatch.setattr(missed, "_again", lambda words: next(answers, None) is not False and again(words))
    assert (count_missed("水怪"), counted()) == (True, [("水怪", 2)])


@pytest.mark.parametrize("words", ["结婚登记", "", "证" * 41, "\0", "！"])
def test_what_is_found_and_what_is_no_word_is_not_counted(db, client, words):
    assert (tell(client, words).status_code, counted()) == (204, [])


@pytest.mark.parametrize(
    "words",
    [
        "13800001111", "138 0000 1111", "１３８００００１１１１", "王某13800001111", "王某 1380", "某某某：0001",
        "110101199003070000", "11010119900307000X", "6222 0200 0000 0000 000", "0372-1234567", "123456",
    ],
)  # fmt: skip
def test_what_may_tell_of_a_person_is_never_kept(words):
    assert not may_be_kept(folded(words))


@pytest.mark.parametrize("words", ["水怪", "a证", "45050补贴", "2代身份证", "c1驾照", "新冠19"])
def test_words_with_few_digits_are_kept(words):
    assert may_be_kept(folded(words))


@pytest.mark.parametrize(
    ("headers", "is_counted"),
    [
        ({"sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://testserver"}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"origin": "https://elsewhere.example"}, False),
        ({"origin": "null"}, False),
        ({"accept": "*/*"}, False),
    ],
)
def test_only_our_own_pages_count(db, client, headers, is_counted):
    assert (tell(client, **headers).status_code, bool(counted())) == (204, is_counted)


def test_one_address_cannot_count_without_end(db, client):
    for _ in range(HALL[60] + 3):
        answer = tell(client)
    assert (answer.status_code, counted()) == (204, [("水怪", HALL[60])])


def test_no_address_is_kept(db, client):
    client.post("/search/missed/", {"words": "水怪"}, headers=OURS, REMOTE_ADDR="203.0.113.77")
    assert "203.0.113.77" not in repr((list(MissedSearch.objects.values()), getattr(cache, "_cache", {})))


def test_a_get_writes_nothing(db, client):
    answers = [client.get("/search/missed/?words=水怪"), client.get("/search/?q=水怪")]
    assert ([a.status_code for a in answers], counted()) == ([405, 200], [])


def test_the_page_that_found_nothing_says_what_to_tell(db, client):
    page = client.get("/search/?q=水怪").content.decode()
    assert 'data-missed="/search/missed/" data-words="水怪"' in page


def test_the_table_stays_bounded_and_loses_the_least_asked(db, monkeypatch):
    monkeypatch.setattr(missed, "MOST_ROWS", 2)
    for words in ("水怪", "水怪", "飞碟甲", "飞碟乙"):
        count_missed(words)
    assert counted() == [("水怪", 2), ("飞碟乙", 1)]


def test_a_full_table_learns_new_words_and_forgets_what_nobody_asks_for_any_more(db, monkeypatch):
    monkeypatch.setattr(missed, "MOST_ROWS", 2)
    for words in ("水怪", "水怪", "飞碟甲", "飞碟甲", "飞碟甲", "飞碟乙"):
        count_missed(words)
    assert counted() == [("飞碟甲", 3), ("飞碟乙", 1)]
    MissedSearch.objects.filter(words="飞碟甲").update(last_at=timezone.now() - timedelta(days=91))
    count_missed("飞碟丙")
    assert counted() == [("飞碟丙", 1), ("飞碟乙", 1)]


def test_what_became_an_everyday_word_is_missed_no_more(db):
    Synonym.objects.create(word="水怪", means="结婚登记")
    assert (count_missed("水怪"), counted()) == (False, [])
