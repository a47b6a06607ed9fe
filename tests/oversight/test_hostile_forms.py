"""Public forms under hostile input: no error of ours, nothing shown as anything but words, nothing lost of what was honest.

Three hundred inputs; FULL=1 sends ten thousand.
"""

import os
from collections import Counter
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from time_machine import Traveller, travel

from accounts import often
from matters.models import Matter
from notices.models import Notice
from oversight.contacts.keeping import contact_of, masked
from oversight.models import Case, Feedback, Rating
from oversight.page_age import new_page
from tests.admin_pages import make_superuser, signed_in
from tests.counter import make_notice
from tests.factories import make_clerk, make_published, make_site
from tests.oversight.hostile import MARK, NUMBERS, Attempt, attempts

pytestmark = pytest.mark.django_db

FULL = bool(os.environ.get("FULL"))
HOW_MANY = 10_000 if FULL else 300
NOTICES = 400 if FULL else 12
HONEST_EVERY = 10
ANSWERED = {200, 201, 302, 400, 403, 404, 405, 413, 429}
HONEST = (
    "单子上没有写要两张照片，第{n}次来了",
    "“居民户口簿”要不要原件？<原件>与“复印件”写得不清楚 & 容易看错（{n}）",
    "第一行{n}\n第二行\n\n第四行",
    "谢谢3号窗口😀，1＋1＝2，100%满意 {n}",
    "住址在𠮷祥路{n}号，路牌是㛃字",
    "如果 x < 3 && y > 4 怎么办？{n} 'it''s' \"quoted\" \\n",
)


@pytest.fixture
def clock(db: None) -> Any:
    """The time of day, in the test's hands; pages are five seconds old when they are sent."""
    cache.clear()
    with travel("2026-03-09T02:00:00Z", tick=False) as traveller:
        yield traveller
    cache.clear()


@pytest.fixture
def matter(known_rung: None) -> Matter:
    return make_published()


@pytest.fixture
def papers(matter: Matter) -> list[Notice]:
    site = make_site()
    clerk = make_clerk(site)
    return [make_notice(site, clerk, matter=matter) for _ in range(NOTICES)]


class Shape(HTMLParser):
    """What a page consists of: its tags with the names of their attributes; and where a mark stands that is not text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, ...]] = set()
        self.misplaced: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, *sorted(name for name, _ in attrs)))
        self.misplaced += [f"{tag} {name}" for name, _ in attrs if MARK in tag + name]
        self.misplaced += [
            f"{tag} {name}={value}"
            for name, value in attrs
            if name in {"href", "src", "style"} and MARK in (value or "")
        ]

    def handle_comment(self, data: str) -> None:
        self.misplaced += [data] if MARK in data else []

    def handle_data(self, data: str) -> None:
        self.words += data


def client(number: int) -> Client:
    """Everybody at an address of their own, and what would be an error page is an answer with its number."""
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    return Client(raise_request_exception=False, REMOTE_ADDR=address)


def url_of(attempt: Attempt, papers: list[Notice]) -> str:
    number = NUMBERS[attempt.number % len(NUMBERS)]
    return {
        "feedback": "/feedback/",
        "terminal": "/feedback/",
        "rate": f"/n/{papers[attempt.number % len(papers)].token}/rate/",
        "look up": "/feedback/",
        "receipt": f"/feedback/{quote(number, safe='')}/",
    }[attempt.door]


def sent(attempt: Attempt, papers: list[Notice], page: str) -> Any:
    url, who = url_of(attempt, papers), client(attempt.number)
    full = f"{url}?{attempt.query}" if attempt.query else url
    headers = (
        {"HTTP_ACCEPT": "application/json", "HTTP_ORIGIN": "http://testserver"} if attempt.door == "terminal" else {}
    )
    if attempt.door in {"look up", "receipt"}:
        more = urlencode({"number": NUMBERS[attempt.number % len(NUMBERS)]})
        return who.get(f"{full}{'&' if attempt.query else '?'}{more}")
    if attempt.content_type or attempt.raw:
        return who.generic("POST", full, attempt.raw, content_type=attempt.content_type, **headers)
    return who.post(full, {"page": page, **attempt.fields}, **headers)


def honest(number: int, matter: Matter) -> Any:
    """Somebody who has something to say, between all the others; every second one wants to be called."""
    data = {"kind": "missing", "words": words_of(number), "page": OLD_ENOUGH.pop(), "phone": phone_of(number)}
    return client(1_000_000 + number).post(f"/feedback/?g={matter.code}", data)


def words_of(number: int) -> str:
    return HONEST[number % len(HONEST)].format(n=number)


def phone_of(number: int) -> str:
    return "" if number % 20 else "13800003210"


def is_kept(number: int, answer: Any) -> bool:
    """Word for word, under the number that the answer leads to, and the phone beside it."""
    if answer.status_code != 302:
        return False
    said = Feedback.objects.select_related("case").get(number=answer["Location"].split("/")[2])
    contact = contact_of(said.case)
    phone = masked(contact).phone if contact else ""
    return (said.words, phone) == (words_of(number), "138****3210" if phone_of(number) else "")


OLD_ENOUGH: list[str] = []


def pages(clock: Traveller, how_many: int) -> list[str]:
    """What so many forms carry, five seconds old."""
    signed = [new_page().signed for _ in range(how_many)]
    clock.shift(5)
    return signed


def test_no_input_is_an_error_and_none_of_the_honest_is_lost(
    clock: Traveller, matter: Matter, papers: list[Notice]
) -> None:
    carried = pages(clock, HOW_MANY)
    OLD_ENOUGH[:] = pages(clock, HOW_MANY // HONEST_EVERY + 1)
    answers: Counter[tuple[str, int]] = Counter()
    failed, lost = [], []
    for attempt in attempts(HOW_MANY):
        status = sent(attempt, papers, carried[attempt.number]).status_code
        answers[attempt.door, status] += 1
        failed += [attempt] if status not in ANSWERED else []
        if attempt.number % HONEST_EVERY == 0:
            answer = honest(attempt.number, matter)
            lost += [] if is_kept(attempt.number, answer) else [words_of(attempt.number)]
    assert ([a.number for a in failed], lost) == ([], [])
    assert {door for door, status in answers if status in {201, 302}} >= {"feedback", "rate", "terminal"}
    assert_harmless()


def assert_harmless() -> None:
    """Every kind of stored words, on the receipt and before staff, is text: the pages have the tags of an honest one and no more."""
    boss = signed_in(make_superuser())
    plain = Feedback.objects.filter(words__startswith=HONEST[2][:3]).latest("pk")
    usual = [Shape(page).tags for page in seen(boss, plain.number, plain.case)]
    rows = Feedback.objects.filter(words__contains=MARK).select_related("case")
    assert rows.exists()
    for said in rows[:: 1 if FULL else 3]:
        for page, tags in zip(seen(boss, said.number, said.case), usual, strict=True):
            shape = Shape(page)
            assert (said.words, shape.misplaced) == (said.words, [])
            assert {
                tag
                for tag in shape.tags - tags
                if MARK in "".join(tag) or tag[0] in {"script", "img", "iframe", "svg", "style"}
            } == set()
            assert [name for tag in shape.tags for name in tag[1:] if name.startswith("on")] == []


def seen(boss: Client, number: str, case: Case) -> list[str]:
    """The receipt, and the page of the case."""
    receipt = Client().get(reverse("feedback_receipt", args=[number]))
    office = boss.get(reverse("oversight_case", args=[case.pk]))
    assert (receipt.status_code, office.status_code) == (200, 200)
    return [receipt.content.decode(), office.content.decode()]


def test_who_sends_too_often_keeps_what_they_typed(
    clock: Traveller, matter: Matter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(often.HALL, 60, 1)
    first, second = pages(clock, 2)
    typed = "</textarea><script>alert(1)</script> & “还没写完”"
    for page in (first, second):
        sent = {"kind": "missing", "words": typed + page[:3], "phone": "13800003210", "page": page}
        answer = Client().post("/feedback/", sent)
    shape = Shape(answer.content.decode())
    assert (answer.status_code, typed in shape.words, ("script",) in shape.tags) == (429, True, False)
    assert b'value="13800003210"' in answer.content
    assert Feedback.objects.count() == 1


def test_a_terminal_that_sends_too_often_is_told_so(clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(often.HALL, 60, 1)
    headers = {"Accept": "application/json", "Origin": "http://testserver"}
    answers = [Client(headers=headers).post("/feedback/", {"stars": "5", "request_key": str(n)}) for n in range(2)]
    assert [(answer.status_code, next(iter(answer.json()))) for answer in answers] == [(201, "number"), (429, "errors")]


def test_a_document_is_rated_once_whatever_is_sent(clock: Traveller, papers: list[Notice]) -> None:
    url = reverse("rate", args=[papers[0].token])
    for n in range(3):
        client(n).post(url, {"stars": "1", "reasons": ["missing"], "words": f"<script>{n}</script>"})
    assert [row.words for row in Rating.objects.all()] == ["<script>0</script>"]
    assert "<script>0" not in Client().get(url).content.decode()
