"""`/feedback/`: from the form to the receipt."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from time_machine import Traveller, travel

from accounts import often
from matters.models import Matter
from notices.chain import new_token
from oversight.models import Feedback
from tests.counter import make_notice, text_of
from tests.factories import make_published, make_site

SAID = "单子上没有写要两张照片"
URL = "/feedback/"


@pytest.fixture
def clock(db: None) -> Any:
    """The time of day, in the test's hands."""
    cache.clear()
    with travel("2026-03-09T02:00:00Z", tick=False) as traveller:
        yield traveller
    cache.clear()


def opened(query: str = "", client: Client | None = None) -> dict[str, str]:
    """What the form carries along."""
    page = (client or Client()).get(URL + query).content.decode()
    return {"page": re.findall(r'name="page" value="([^"]+)"', page)[0]}


def send(clock: Traveller, query: str = "", wait: int = 5, **typed: Any) -> Any:
    carried = opened(query)
    clock.shift(wait)
    return Client().post(URL + query, {"kind": "missing", "words": SAID, **carried, **typed})


def rows() -> list[tuple[str, str]]:
    return list(Feedback.objects.values_list("kind", "words"))


def test_form_and_receipt_name_the_matter_as_its_edition_does(clock: Traveller) -> None:
    matter = make_published(name="公布的名称")
    Matter.objects.filter(pk=matter.pk).update(name="还在写的名称")
    receipt = Client().get(send(clock, f"?g={matter.code}")["Location"])
    for page in (Client().get(URL, {"g": matter.code}), receipt):
        assert ("公布的名称" in text_of(page), "还在写" in page.content.decode()) == (True, False)


def test_the_form_says_what_it_is_about(db: None) -> None:
    matter, site = make_published(), make_site()
    page = Client().get(URL, {"g": matter.code, "s": site.code, "kind": "complaint"})
    text = text_of(page)
    assert (f"{matter.name} ，第1版" in text, site.name in text) == (True, True)
    assert re.findall(r'value="(\w+)" required checked', page.content.decode()) == ["complaint"]
    assert "按单子准备，还缺什么？" in text


def test_the_form_asks_for_no_person_but_for_a_phone_to_call(db: None) -> None:
    names = re.findall(r'name="(\w+)"', Client().get(URL).content.decode())
    assert set(names) == {"viewport", "robots", "csrfmiddlewaretoken", "page", "kind", "stars", "reasons", "words",
                          "phone", "website", "number"}  # fmt: skip


def test_looking_is_never_kept_and_needs_no_session(db: None) -> None:
    answer = Client().get(URL)
    assert (answer["Cache-Control"], "sessionid" in answer.cookies, rows()) == ("no-store", False, [])


@pytest.mark.parametrize("query", ["?g=ZZZZZZ", "?n=0000&kind=x", "?s=%00", "?b=1&a=x.y", "?kind=%F0%9F%98%80"])
def test_what_is_none_of_ours_still_gets_a_form(db: None, query: str) -> None:
    page = Client().get(URL + query)
    asked = "没有找到地址里说的事项" in text_of(page)
    assert (page.status_code, asked, "<textarea" in page.content.decode()) == (200, "kind=%F0" not in query, True)


def test_what_was_said_ends_in_a_receipt(clock: Traveller) -> None:
    matter = make_published()
    answer = send(clock, f"?g={matter.code}")
    number = Feedback.objects.get().number
    page = Client().get(answer.url)
    assert (answer.status_code, answer.url, rows()) == (302, f"/feedback/{number}/", [("missing", SAID)])
    assert (page["Cache-Control"], page.status_code) == ("no-store", 200)
    shown = (" ".join(re.findall("....", number)), SAID, matter.name, "还没有答复")
    assert [part for part in shown if part not in text_of(page)] == []


def test_a_receipt_is_found_by_a_number_as_it_was_typed(clock: Traveller) -> None:
    url = send(clock).url
    number = url.split("/")[2]
    typed = "-".join(re.findall("....", number.lower()))
    assert Client().get(URL, {"number": typed}).url == url
    assert Client().get(f"{URL}{typed}/").url == url


def test_an_unknown_number_is_told_so(db: None) -> None:
    assert Client().get(f"{URL}{new_token()}/").status_code == 404
    page = Client().get(URL, {"number": "x" * 400})
    assert (page.status_code, "没有这个回执编号" in text_of(page)) == (200, True)
    assert b"autofocus" in page.content


def test_a_document_s_rating_has_its_own_page(clock: Traveller, known_rung: None) -> None:
    token = make_notice().token
    assert Client().get(URL, {"n": token, "kind": "rating"}).url == reverse("rate", args=[token])
    page = Client().get(URL, {"n": token}).content.decode()
    assert ('value="rating"' in page, reverse("rate", args=[token]) in page) == (False, True)


def test_a_guide_is_rated_in_five_steps(clock: Traveller) -> None:
    send(clock, kind="rating", stars="2", reasons=["slow"], words="")
    assert list(Feedback.objects.values_list("stars", "reasons", "words")) == [(2, ["slow"], "")]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"words": ""}, "请写几句"),
        ({"kind": "praise"}, "没有这一种"),
        ({"kind": "rating"}, "请先选一个评价"),
        ({"words": "打13800003210"}, "不需要个人信息"),
        ({"words": "好" * 501}, "最多500个字"),
    ],
)
def test_what_is_refused_stays_typed(clock: Traveller, typed: dict[str, str], why: str) -> None:
    answer = send(clock, **typed)
    assert (answer.status_code, why in text_of(answer), rows()) == (400, True, [])
    assert f"{typed.get('words', SAID)}</textarea>" in answer.content.decode()


def test_lines_count_as_the_browser_counts_them(clock: Traveller) -> None:
    assert send(clock, words="\r\n".join(["好好好好"] * 100)).status_code == 302
    assert len(Feedback.objects.get().words) == 499


@pytest.mark.parametrize("twice", [{}, {"words": "还少一张表"}])
def test_a_second_click_is_one_row_and_another_text_another(clock: Traveller, twice: dict[str, str]) -> None:
    data = {"kind": "missing", "words": SAID, **opened()}
    clock.shift(5)
    urls = {Client().post(URL, {**data, **said}).url for said in ({}, twice)}
    assert (len(urls), len(rows())) == ((2, 2) if twice else (1, 1))


# Programs


def test_who_answers_at_once_is_asked_again_and_may_then_send(clock: Traveller) -> None:
    answer = send(clock, wait=1)
    assert (answer.status_code, "请再点一次" in text_of(answer), rows()) == (400, True, [])
    page = re.findall(r'name="page" value="([^"]+)"', answer.content.decode())[0]
    clock.shift(3)
    Client().post(URL, {"kind": "missing", "words": SAID, "page": page})
    assert rows() == [("missing", SAID)]


@pytest.mark.parametrize("typed", [{"page": "forged:1:2"}, {"page": ""}, {"website": "http://a.cn"}])
def test_a_form_that_is_not_ours_or_has_the_hidden_field_filled_is_asked_again(clock: Traveller, typed: Any) -> None:
    answer = send(clock, **typed)
    assert (answer.status_code, f"{SAID}</textarea>" in answer.content.decode(), rows()) == (400, True, [])


def test_a_page_of_yesterday_loses_no_text(clock: Traveller) -> None:
    answer = send(clock, wait=25 * 3600)
    assert ("停留太久" in text_of(answer), f"{SAID}</textarea>" in answer.content.decode()) == (True, True)


def test_one_address_may_not_send_without_end(clock: Traveller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(often.HALL, 60, 2)
    answers = [send(clock, words=f"{SAID}{n}") for n in range(3)]
    assert [a.status_code for a in answers] == [302, 302, 429]
    assert (f"{SAID}2</textarea>" in answers[2].content.decode(), len(rows())) == (True, 2)
    clock.shift(61)
    assert send(clock, words=f"{SAID}2").status_code == 302


def test_the_form_needs_the_page_it_comes_from(clock: Traveller) -> None:
    client = Client(enforce_csrf_checks=True)
    data = {"kind": "missing", "words": SAID, **opened(client=client)}
    clock.shift(5)
    assert (client.post(URL, data).status_code, rows()) == (403, [])
    token = client.cookies["csrftoken"].value
    assert client.post(URL, {**data, "csrfmiddlewaretoken": token}).status_code == 302


# The terminal


def rate(query: str = "", origin: str = "http://testserver", **sent: Any) -> Any:
    client = Client(enforce_csrf_checks=True, headers={"Accept": "application/json", "Origin": origin})
    return client.post(URL + query, {"stars": "5", **sent})


def test_a_terminal_rates_without_a_page_and_without_words(clock: Traveller) -> None:
    matter, site = make_published(), make_site()
    answer = rate(f"?g={matter.code}&s={site.code}&way=terminal", words="http://a.cn", kind="complaint")
    row = Feedback.objects.get()
    assert (answer.status_code, answer.json()["number"]) == (201, row.number)
    assert (row.kind, row.way, row.stars, row.words) == ("rating", "terminal", 5, "")
    assert (row.matter, row.site) == (matter, site)


def test_a_terminal_that_sends_again_is_one_row(clock: Traveller) -> None:
    numbers = {rate(request_key="one").json()["number"] for _ in range(2)}
    assert len(numbers) == Feedback.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "status", "field"), [({"stars": ""}, 400, "stars"), ({"origin": "http://a.cn"}, 403, "")]
)
def test_a_terminal_is_told_what_is_wrong(clock: Traveller, sent: dict[str, str], status: int, field: str) -> None:
    answer = rate(**sent)
    assert (answer.status_code, list(answer.json()["errors"]), rows()) == (status, [field], [])


def test_who_goes_back_and_adds_a_phone_is_called(clock: Traveller) -> None:
    client, carried = Client(), opened()
    clock.shift(5)
    for typed in ({}, {"phone": "13800003210"}, {"phone": "13800003210"}):
        client.post(URL, {"kind": "missing", "words": SAID, **carried, **typed})
    assert [hasattr(said.case, "contact") for said in Feedback.objects.order_by("pk")] == [False, True]
