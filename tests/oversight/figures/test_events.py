"""What a document, a visit and a promise count as: pure."""

from collections import Counter
from datetime import date
from typing import Any

from oversight.figures.events import Came, Told, lacked, of_document, of_visits
from tests.factories import local

WORKER, TELLER = 1, 2


def told(**values: Any) -> Told:
    defaults = {"at": local(2026, 3, 9), "kind": "guidance", "manner": "window", "site": 1, "department": 1}
    return Told(**{**defaults, "clerk": TELLER, "is_void": False, "receipt": "", **values})


def came(decision: str, day: int = 9, **values: Any) -> Came:
    defaults = {
        "at": local(2026, 3, day, 14, 5),
        "filing": 1,
        "due_on": None,
        "cause": "",
        "clerk": WORKER,
        "site": 1,
    }
    more = {"department": 1, "teller": TELLER, "matter": 1, "bundle": None, "decision": decision}
    return Came(**{**defaults, **more, **values})


def measures(*thread: Came) -> dict[str, int]:
    return dict(Counter(event.measure for event in of_visits(thread) if event.measure))


def test_a_sheet_counts_once_as_told_and_once_in_its_manner_and_hour() -> None:
    assert [(event.measure, event.hour) for event in of_document(told(manner="phone"))] == [
        ("told", None), ("phone", None), ("", 9),
    ]  # fmt: skip


def test_a_void_sheet_is_void_and_nothing_else() -> None:
    assert [event.measure for event in of_document(told(is_void=True, receipt="pad"))] == ["void"]


def test_a_refused_receipt_is_not_a_signature() -> None:
    assert [event.measure for event in of_document(told(receipt="refused"))][2] == "refused"
    assert [event.measure for event in of_document(told(receipt="stub"))][2] == "signed"


def test_a_letter_is_its_kind_and_has_neither_manner_nor_hour() -> None:
    assert [event.measure for event in of_document(told(kind="supplement"))] == ["supplement"]
    assert [event.measure for event in of_document(told(kind="rejection", is_void=True))] == ["void_letters"]


def test_a_filing_is_repeated_once_however_often_somebody_came() -> None:
    thread = (came("supplement"), came("returned", 10, cause="clerk"), came("acceptance", 11, cause="catalog"))
    assert measures(*thread) == {
        "visits": 3, "cause_clerk": 1, "cause_catalog": 1, "filings": 1, "repeated": 1,
    }  # fmt: skip


def test_a_repeat_belongs_to_who_told_the_sheet_and_the_visit_to_who_worked() -> None:
    events = list(of_visits((came("supplement"), came("acceptance", 10, cause="clerk"))))
    assert {(event.measure, event.clerk) for event in events if event.measure} == {
        ("visits", WORKER), ("cause_clerk", TELLER), ("filings", TELLER), ("repeated", TELLER),
    }  # fmt: skip


def test_each_filing_counts_on_the_day_of_its_first_visit() -> None:
    thread = (came("rejection", 9), came("kept", 12, filing=2), came("acceptance", 13, filing=2))
    assert [event.day.day for event in of_visits(thread) if event.measure == "filings"] == [9, 12]


def test_papers_kept_are_one_promise_however_often_more_were_brought() -> None:
    due = {"due_on": date(2026, 3, 16)}
    thread = (came("kept", 9, **due), came("kept", 10, **due), came("returned", 11, **due), came("kept", 12, **due))
    assert measures(*thread)["kept_due"] == 1
    assert "kept_in_time" not in measures(*thread)
    assert measures(*thread, came("supplement", 16))["kept_in_time"] == 1
    assert "kept_in_time" not in measures(*thread, came("supplement", 17))


def test_after_a_supplement_the_office_promises_anew() -> None:
    thread = (
        came("kept", 2, due_on=date(2026, 3, 9)),
        came("supplement", 9, due_on=date(2026, 4, 8)),
        came("kept", 10, due_on=date(2026, 3, 17)),
        came("acceptance", 18),
    )
    found = measures(*thread)
    assert (found["kept_due"], found["kept_in_time"]) == (2, 1)


def test_a_deferral_is_kept_by_the_papers_and_not_by_a_refusal() -> None:
    deferral = came("deferral", 9, due_on=date(2026, 3, 20))
    assert measures(deferral, came("completed", 20))["deferral_in_time"] == 1
    assert "deferral_in_time" not in measures(deferral, came("completed", 21))
    assert "deferral_in_time" not in measures(deferral, came("rejection", 10))


def test_a_promise_counts_on_its_last_day() -> None:
    events = of_visits((came("kept", 9, due_on=date(2026, 3, 16)), came("acceptance", 10)))
    assert {event.day for event in events if event.measure.startswith("kept")} == {date(2026, 3, 16)}


def test_only_papers_that_were_missing_or_wrong_are_lacked() -> None:
    states = ("received", "missing", "wrong")
    visit = came("supplement", ticks=[{"key": state, "name": state, "state": state} for state in states])
    assert [(paper.material, paper.missing, paper.clerk) for paper in lacked(visit)] == [
        ("missing", True, TELLER), ("wrong", False, TELLER),
    ]  # fmt: skip
