"""好差评: what whoever holds a document thinks of the service."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from notices.models import Notice
from notices.voiding import void
from oversight.models import Rating, Stars
from oversight.rating import CannotRate, rate
from oversight.reasons import REASONS
from tests.counter import make_notice, text_of


@pytest.fixture
def notice(db: None, known_rung: None) -> Notice:
    """Given out."""
    return make_notice()


def stored(notice: Notice) -> list[tuple[int, list[str], str]]:
    return list(Rating.objects.filter(notice=notice).values_list("stars", "reasons", "words"))


def send(notice: Notice, client: Client | None = None, **data: Any) -> Any:
    return (client or Client()).post(reverse("rate", args=[notice.token]), data, follow=True)


# The verb


def test_a_rating_keeps_stars_reasons_and_words(notice: Notice) -> None:
    rate(notice, stars=Stars.POOR, reasons=["slow", "missing"], words=" 等了很久 ")
    assert stored(notice) == [(2, ["missing", "slow"], "等了很久")]


def test_reasons_count_for_the_two_lowest_alone(notice: Notice) -> None:
    rate(notice, stars=Stars.FAIR, reasons=["slow"])
    assert stored(notice) == [(3, [], "")]


def test_a_reason_nobody_offered_is_not_kept(notice: Notice) -> None:
    rate(notice, stars=Stars.BAD, reasons=["weather", "slow"])
    assert stored(notice) == [(1, ["slow"], "")]


def test_a_document_is_rated_once(notice: Notice) -> None:
    rate(notice, stars=Stars.GOOD)
    with pytest.raises(CannotRate, match="已经评价过了"):
        rate(notice, stars=Stars.BAD)
    assert stored(notice) == [(4, [], "")]


def test_a_void_document_is_not_rated(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="打错")
    with pytest.raises(CannotRate, match="已经作废"):
        rate(notice, stars=Stars.GOOD)


@pytest.mark.parametrize(("words", "why"), [("好" * 501, "最多500个字"), ("打13800003210", "不需要个人信息")])
def test_words_that_cannot_be_kept_are_refused(notice: Notice, words: str, why: str) -> None:
    with pytest.raises(CannotRate, match=why) as refused:
        rate(notice, stars=Stars.GOOD, words=words)
    assert (refused.value.field, stored(notice)) == ("words", [])


# The page


def test_the_page_of_a_sheet_leads_to_its_rating(notice: Notice) -> None:
    assert f'href="{reverse("rate", args=[notice.token])}"' in Client().get(f"/n/{notice.token}/").content.decode()


def test_the_five_steps_have_the_official_words(notice: Notice) -> None:
    page = text_of(Client().get(reverse("rate", args=[notice.token])))
    assert re.findall(r"[★☆]{5} (\S+)", page) == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]


def test_looking_writes_nothing_and_needs_no_session(notice: Notice) -> None:
    answer = Client().get(reverse("rate", args=[notice.token]))
    assert (stored(notice), "sessionid" in answer.cookies, answer["Cache-Control"]) == ([], False, "no-store")


def test_a_rating_is_thanked_for(notice: Notice) -> None:
    page = send(notice, stars="1", reasons=["slow"], words="等了很久")
    assert ("谢谢您的评价" in text_of(page), stored(notice)) == (True, [(1, ["slow"], "等了很久")])


def test_a_second_rating_is_told_of_the_first(notice: Notice) -> None:
    rate(notice, stars=Stars.GOOD)
    page = text_of(send(notice, stars="1"))
    assert ("评价： 满意 。" in page, stored(notice)) == (True, [(4, [], "")])


def test_nothing_typed_is_lost_when_it_is_refused(notice: Notice) -> None:
    page = send(notice, stars="2", reasons=["slow"], words="打13800003210")
    html = page.content.decode()
    assert (page.status_code, "打13800003210</textarea>" in html) == (400, True)
    assert re.findall(r'value="(\w+)" (?:required )?checked', html) == ["2", "slow"]


@pytest.mark.parametrize("data", [{}, {"stars": "6"}, {"stars": "x"}, {"stars": "1", "reasons": "weather"}])
def test_what_cannot_be_read_is_not_kept(notice: Notice, data: dict[str, str]) -> None:
    assert (send(notice, **data).status_code, stored(notice)) == (400, [])


def test_a_void_document_offers_no_form(notice: Notice) -> None:
    void(notice, by=notice.clerk, reason="打错")
    page = Client().get(reverse("rate", args=[notice.token]))
    assert ("已经作废，不能评价" in text_of(page), "<textarea" in page.content.decode()) == (True, False)
    assert (send(notice, stars="5").status_code, stored(notice)) == (400, [])


def test_a_rating_needs_the_page_it_comes_from(notice: Notice) -> None:
    answer = send(notice, Client(enforce_csrf_checks=True), stars="5")
    assert (answer.status_code, stored(notice)) == (403, [])


@pytest.mark.parametrize("token", ["ABCDEFGHJKMNPQRSTVWX", "x", "%00"])
def test_an_unknown_token_is_not_ours(db: None, token: str) -> None:
    assert Client().get(f"/n/{token}/rate/").status_code == 404


def test_the_reasons_are_few_and_their_keys_stay() -> None:
    assert list(REASONS) == ["missing", "unclear", "wrong", "again", "slow", "manner", "extra"]
