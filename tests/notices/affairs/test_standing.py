"""How an affair stands, from its visits."""

from datetime import date

import pytest

from matters.workdays import WorkCalendar
from notices.affairs.deadlines import DEEMED
from notices.affairs.standing import (
    Past,
    came_again,
    deemed_accepted_on,
    filing_now,
    in_hand,
    received_on,
    spoken_of,
    standing,
    this_filing,
)
from notices.enums import Decision
from tests.visits import DAY, past

CALENDAR = WorkCalendar(official_years=frozenset({2026}))
KEPT = past(Decision.KEPT, "rr-", due_on=date(2026, 3, 16))
ASKED = past(Decision.SUPPLEMENT, "rmw", due_on=date(2026, 4, 8))
DEFERRED = past(Decision.DEFERRAL, "rrm", due_on=date(2026, 3, 16))
HOME = past(Decision.RETURNED, "rrm")


@pytest.mark.parametrize(
    ("visits", "number", "length"),
    [
        ([], 1, 0),
        ([HOME, ASKED], 1, 2),
        ([past(Decision.ACCEPTANCE)], 2, 0),
        ([past(Decision.REJECTION), past(Decision.KEPT, filing=2)], 2, 1),
    ],
    ids=["nothing yet", "open", "ended", "a second one open"],
)
def test_a_decision_that_ends_an_application_makes_the_next_visit_another(
    visits: list[Past], number: int, length: int
) -> None:
    assert (filing_now(visits), len(this_filing(visits))) == (number, length)


@pytest.mark.parametrize(
    ("filing", "decision", "is_repeat"),
    [
        ([], Decision.SUPPLEMENT, False),
        ([ASKED], Decision.ACCEPTANCE, True),
        ([HOME], Decision.KEPT, True),
        ([KEPT], Decision.ACCEPTANCE, False),
        ([DEFERRED], Decision.COMPLETED, False),
        ([DEFERRED, HOME], Decision.COMPLETED, False),
        ([ASKED], Decision.WITHDRAWN, False),
    ],
    ids=[
        "first",
        "after a supplement",
        "after going home",
        "decided from kept papers",
        "deferred",
        "and wrong",
        "withdrawn",
    ],
)
def test_a_visit_that_should_not_have_been_needed(filing: list[Past], decision: Decision, is_repeat: bool) -> None:
    assert came_again(filing, decision) is is_repeat


@pytest.mark.parametrize(
    ("filing", "keys"),
    [([], []), ([KEPT], ["m1", "m2"]), ([ASKED], ["m1"]), ([HOME], []), ([ASKED, HOME], ["m1"])],
    ids=["nothing", "kept", "asked for more", "went home", "what was there stays"],
)
def test_what_the_office_has_in_hand(filing: list[Past], keys: list[str]) -> None:
    assert list(in_hand(filing)) == keys


def test_what_a_look_at_the_whole_list_left_out_does_not_apply() -> None:
    assert (spoken_of([KEPT]), spoken_of([ASKED])) == (None, frozenset({"m1", "m2", "m3"}))


def test_papers_are_received_on_the_first_day_they_were_left() -> None:
    home, kept = past(Decision.RETURNED), past(Decision.KEPT, on=date(2026, 3, 11))
    assert received_on([home, kept, ASKED], date(2026, 3, 20)) == date(2026, 3, 11)
    assert received_on([home], date(2026, 3, 20)) == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("filing", "day", "since"),
    [
        ([KEPT], date(2026, 3, 16), None),
        ([KEPT], date(2026, 3, 17), DAY),
        ([KEPT, ASKED], date(2026, 3, 17), None),
        ([], date(2026, 3, 17), None),
    ],
    ids=["on the last day", "the day after", "told in time", "nothing received"],
)
def test_what_was_not_told_in_time_counts_as_accepted_from_receipt(
    filing: list[Past], day: date, since: date | None
) -> None:
    assert deemed_accepted_on(filing, day) == since


@pytest.mark.parametrize(
    ("visits", "words"),
    [
        ([], "已告知，等申请人来办"),
        ([HOME], "材料带回"),
        ([KEPT], "待审"),
        ([ASKED], "待补正"),
        ([ASKED, past(Decision.RETURNED, due_on=date(2026, 4, 8))], "待补正"),
        ([DEFERRED], "容缺待补"),
        ([past(Decision.ACCEPTANCE)], "已受理"),
        ([DEFERRED, past(Decision.COMPLETED)], "已补齐"),
        ([past(Decision.REJECTION)], "不予受理"),
        ([past(Decision.WITHDRAWN)], "已撤回"),
        ([past(Decision.REJECTION), past(Decision.KEPT, filing=2)], "待审"),
    ],
)
def test_the_standing_in_words(visits: list[Past], words: str) -> None:
    assert standing(visits, DAY, CALENDAR).words == words


def test_the_standing_counts_down_whoever_must_act() -> None:
    late = date(2026, 4, 9)
    said = [
        (s.is_ours, s.countdown and s.countdown.words) for s in (standing([v], late, CALENDAR) for v in (KEPT, ASKED))
    ]
    assert said == [(True, DEEMED), (False, "申请人逾期未补齐，已过1个工作日")]


def test_a_void_sheet_stands_as_void_whatever_came_of_it() -> None:
    assert standing([KEPT], DAY, CALENDAR, is_void=True).words == "告知单已作废"
