"""The telephone list of a round: whom one can call, masked, and each call once."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import StaffUser
from notices.models import Notice
from notices.personal.applicants import applicant_of, erase, note_applicant
from oversight.cases.calling import call_back
from oversight.enums import CallOutcome
from oversight.inspection.follow_up import follow_up_of
from oversight.inspection.report_paper import print_calls
from oversight.models import CallBack, Drawn, Round
from oversight.refusal import CannotDo
from tests.counter import address, audited, make_notice, signed_in, text_of
from tests.factories import local, make_user
from tests.oversight.inspection.builders import make_patrol
from tests.paper import Paper

PHONE, MASKED = "13800003210", "138****3210"


def noted(phone: str = PHONE) -> Notice:
    notice = make_notice()
    note_applicant(notice, name="欧阳某", phone=phone, by=notice.clerk, told_privacy=True)
    return notice


@pytest.fixture
def begun(inspector: StaffUser) -> Round:
    """A patrol of four: with a phone, with a name alone, with nothing, and erased."""
    gone = noted()
    erase(applicant_of(gone), by=gone.clerk)
    return make_patrol(inspector, noted(), noted(""), make_notice(), gone)


def first(begun: Round) -> Drawn:
    return begun.drawn.get(position=1)


def call(client: Client, drawn: Drawn, **typed: Any) -> Any:
    said = {"key": "page", "outcome": "reached", "stars": "4", "words": "看得懂", **typed}
    return client.post(address("oversight_round_call", drawn.round_id, drawn.pk), said)


def test_it_lists_who_left_a_phone_and_counts_the_others(begun: Round) -> None:
    found = follow_up_of(begun)
    assert [(one.drawn, one.person.name, one.person.phone) for one in found.callees] == [(first(begun), "欧**", MASKED)]
    assert (found.without, found.erased, found.reached) == (2, 1, 0)


def test_the_page_shows_no_number_in_full(begun: Round) -> None:
    page = signed_in(begun.by).get(address("oversight_round_calls", begun.pk))
    text = page.content.decode()
    assert (MASKED in text, PHONE in text, "欧阳" in text) == (True, False, False)
    assert page["Cache-Control"] == "no-store"


def test_a_call_is_noted_once_however_often_it_is_sent(begun: Round) -> None:
    client = signed_in(begun.by)
    answers = [call(client, first(begun)) for _ in range(2)]
    row = CallBack.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert (row.drawn, row.outcome, row.stars, row.words, row.by) == (
        first(begun),
        CallOutcome.REACHED,
        4,
        "看得懂",
        begun.by,
    )


def test_a_call_that_cannot_be_comes_back_with_what_was_typed(begun: Round) -> None:
    page = call(signed_in(begun.by), first(begun), outcome="no_answer", words="下午再打")
    assert (page.status_code, CallBack.objects.count()) == (400, 0)
    assert ("没有接通，不能记满意度。" in text_of(page), 'value="下午再打"' in page.content.decode()) == (True, True)


def test_a_number_in_full_needs_a_reason_and_goes_on_record(begun: Round) -> None:
    url, client = address("oversight_round_unmask", begun.pk, first(begun).pk), signed_in(begun.by)
    refused, shown = client.post(url, {"reason": " "}), client.post(url, {"reason": "检查回访"})
    assert (refused.status_code, PHONE in text_of(refused)) == (400, False)
    assert (shown.status_code, PHONE in text_of(shown), shown["Cache-Control"]) == (200, True, "no-store")
    assert audited("unmask") == [("unmask", first(begun).notice.serial, {"reason": "检查回访"})]


def test_who_may_only_look_neither_calls_nor_unmasks(begun: Round) -> None:
    client = signed_in(make_user(None, "oversight.view_round"))
    page = client.get(address("oversight_round_calls", begun.pk))
    assert (page.context["may_call"], page.context["may_unmask"]) == (False, False)
    names = ("oversight_round_call", "oversight_round_unmask")
    assert [client.post(address(name, begun.pk, first(begun).pk)).status_code for name in names] == [403, 403]


def test_a_notice_of_another_round_is_not_found(begun: Round) -> None:
    other = make_patrol(begun.by)
    url = address("oversight_round_call", other.pk, first(begun).pk)
    assert signed_in(begun.by).post(url, {}).status_code == 404


def test_the_list_takes_three_queries_whatever_it_shows(inspector: StaffUser) -> None:
    for count in (1, 3):
        begun = make_patrol(inspector, *(noted() for _ in range(count)))
        with CaptureQueriesContext(connection) as queries:
            assert len(follow_up_of(begun).callees) == count
        assert len(queries) == 3


@pytest.mark.one_database
def test_on_paper_numbers_are_masked_too(begun: Round) -> None:
    printed = print_calls(begun, follow_up_of(begun), office="演示", made_at=local(2026, 3, 9), made_by="演示")
    text = Paper(printed.data).text
    assert (MASKED in text, PHONE in text, "欧阳" in text, "2份没有留，1份已按规定清除" in text) == (
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize("part", ["clerk", "acting_for"])
def test_nobody_asks_how_content_people_are_with_their_own_work(part: str, inspector: StaffUser) -> None:
    drawn = first(make_patrol(inspector, noted()))
    setattr(drawn.notice, part, inspector)
    with pytest.raises(CannotDo, match="您本人"):
        call_back(drawn, outcome=CallOutcome.REACHED, by=inspector)
