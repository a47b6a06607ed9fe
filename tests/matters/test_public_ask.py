"""`/g/<code>/ask/`: one question at a time, to the end of every path of every demo matter."""

import re

from matters.models import Matter
from matters.publishing import edition_in_force, retire, suspend
from matters.tailoring import askable, outcome_key, outcomes, tailor
from tests.factories import make_matter, make_published, make_user

CARD = "/g/K7M2PA/"
PATHS = 40
"""How many ends of one matter are walked to at the most."""
OPTION = re.compile(r'class="ask-option"\s+rel="nofollow"\s+href="(.+?)"')


def _ask(client, query="", status=200):
    response = client.get(f"{CARD}ask/{query}")
    assert response.status_code == status
    return response.content.decode()


def _links(page):
    return [link.replace("&amp;", "&") for link in OPTION.findall(page)]


def test_the_first_question_offers_its_options_as_links(db, client):
    page = _ask(client)
    assert _links(page) == [f"{CARD}ask/?a=kind.adult", f"{CARD}ask/?a=kind.guarded"]
    assert ("第1问，约还有1问" in page, f'href="{CARD}#situation"' in page) == (True, True)


def test_an_answer_leads_to_the_next_question_and_can_be_changed(db, client):
    page = _ask(client, "?a=kind.adult")
    assert _links(page) == [f"{CARD}ask/?a=kind.adult&a=who.self", f"{CARD}ask/?a=kind.adult&a=who.agent"]
    assert page.count(f'href="{CARD}ask/?a=kind.adult&amp;q=kind"') == 2  # the chip, and 上一问


def test_changing_an_answer_keeps_those_that_still_hold(db, client):
    page = _ask(client, "?a=kind.adult&a=who.agent&q=kind")
    assert _links(page)[0] == f"{CARD}ask/?a=kind.adult&a=who.agent"
    assert client.get(_links(page)[0])["Location"] == f"{CARD}?a=kind.adult&a=who.agent"
    assert client.get(_links(page)[1])["Location"] == f"{CARD}?a=kind.guarded"


def test_going_back_to_the_guide_without_changing_anything_keeps_the_answers(db, client):
    page = _ask(client, "?a=kind.adult&a=who.agent&q=kind")
    assert f'href="{CARD}?a=kind.adult&amp;a=who.agent">返回办事指南' in page


def test_when_nothing_is_left_to_ask_it_leads_to_the_guide(db, client):
    quiet = make_published()
    ends = [client.get(path) for path in (f"{CARD}ask/?a=kind.guarded", f"/g/{quiet.code}/ask/")]
    assert [(end.status_code, end["Location"]) for end in ends] == [
        (302, f"{CARD}?a=kind.guarded"),
        (302, f"/g/{quiet.code}/"),
    ]


def test_it_takes_one_query_and_no_session(db, client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get(f"{CARD}ask/?a=kind.adult")
    assert ("Cookie" in response.headers.get("Vary", ""), len(response.cookies)) == (False, 0)


def test_it_is_not_sent_again_when_nothing_changed(db, client):
    first, other = client.get(f"{CARD}ask/"), client.get(f"{CARD}ask/?a=kind.adult")
    again = client.get(f"{CARD}ask/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, first["ETag"] != other["ETag"]) == (304, b"", True)


def test_what_the_guide_page_refuses_it_refuses(db, client):
    refused = [
        client.get(path) for path in ("/g/ZZZZZZ/ask/", f"/g/{make_matter().code}/ask/", f"{CARD}ask/?a=kind.mars")
    ]
    assert [response.status_code for response in refused] == [404, 404, 400]
    assert f'href="{CARD}?a=kind.adult"' in refused[2].content.decode()
    assert client.post(f"{CARD}ask/").status_code == 405


def test_small_letters_lead_to_the_right_address(db, client):
    response = client.get("/g/k7m2pa/ask/?a=kind.adult")
    assert (response.status_code, response["Location"]) == (301, f"{CARD}ask/?a=kind.adult")


def test_a_suspended_matter_says_so_and_a_retired_one_is_gone(db, client):
    matter, boss = Matter.objects.get(code="K7M2PA"), make_user()
    suspend(matter, by=boss, reason="停电检修")
    assert "停电检修" in _ask(client).split("<h1")[0]
    retire(matter, by=boss, reason="并入新事项")
    assert "并入新事项" in _ask(client, status=410)


def test_no_path_of_any_demo_matter_is_a_dead_end(db, client):
    reached = {m.code: _walked(client, m.code) for m in Matter.objects.public()}
    guides = {m.code: edition_in_force(m).guide for m in Matter.objects.public()}
    assert reached == {code: {outcome_key(a) for a in outcomes(guide, PATHS)} for code, guide in guides.items()}
    assert [
        code for code in guides if any(askable(tailor(guides[code], a)) for a in outcomes(guides[code], PATHS))
    ] == []


def _walked(client, code):
    """The answers with which the pages end, following every link of every page."""
    ends, waiting = set(), [f"/g/{code}/ask/"]
    while waiting and len(ends) < PATHS:
        response = client.get(waiting.pop())
        if response.status_code == 302:
            answers = re.findall(r"a=([^&]+)", response["Location"])
            ends.add(outcome_key(dict(a.split(".") for a in answers)))
        else:
            waiting += reversed(_links(response.content.decode()))
    return ends
