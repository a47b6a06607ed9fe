"""What ticking a list means: what is settled, what is open, what is lacking."""

import pytest

from matters.enums import Necessity
from notices.affairs.checklist import lacking, not_deferrable, settle, unticked
from notices.enums import Tick
from tests.factories import make_requirement
from tests.visits import alternatives, papers, ticks


@pytest.mark.parametrize(
    ("states", "settled"),
    [
        ("rmr", [("m1", Tick.RECEIVED), ("m3", Tick.RECEIVED)]),
        ("mwr", [("m2", Tick.WRONG), ("m3", Tick.RECEIVED)]),
        ("mmr", [("m1", Tick.MISSING), ("m3", Tick.RECEIVED)]),
        ("-rr", [("m2", Tick.RECEIVED), ("m3", Tick.RECEIVED)]),
        ("rrr", [("m1", Tick.RECEIVED), ("m2", Tick.RECEIVED), ("m3", Tick.RECEIVED)]),
    ],
    ids=[
        "one received is enough",
        "a faulty one stands for the missing",
        "all missing count once",
        "one alone",
        "both",
    ],
)
def test_of_alternatives(states: str, settled: list[tuple[str, Tick]]) -> None:
    assert [(t.key, t.state) for t in settle(papers(*alternatives()), ticks(states))] == settled


def test_a_missing_group_names_all_of_which_one_must_come() -> None:
    assert settle(papers(*alternatives()), ticks("mmr"))[0].name == "居民户口簿、居住证（二选一）"


def test_a_paper_that_need_not_be_brought_is_never_missing_but_can_be_wrong() -> None:
    rows = papers(
        make_requirement(1, "照片", necessity=Necessity.OPTIONAL), make_requirement(2, "平面图", waiver="共享")
    )
    assert [t.state for t in settle(rows, ticks("mm"))] == []
    assert [t.state for t in settle(rows, ticks("wr"))] == [Tick.WRONG, Tick.RECEIVED]


def test_names_are_those_of_the_sheet_and_in_its_order() -> None:
    assert [t.name for t in settle(papers(), reversed(ticks("rrr")))] == ["居民身份证", "居民户口簿", "申请表"]


def test_a_key_that_is_not_on_the_sheet_is_refused() -> None:
    with pytest.raises(KeyError, match="m4"):
        settle(papers(), ticks("rrrr"))


@pytest.mark.parametrize(
    ("states", "names"), [("rrr", ()), ("r-r", ("居民户口簿",)), ("", ("居民身份证", "居民户口簿", "申请表"))]
)
def test_what_was_not_looked_at_is_named(states: str, names: tuple[str, ...]) -> None:
    assert unticked(papers(), ticks(states)) == names


def test_one_of_a_group_looked_at_is_enough() -> None:
    assert unticked(papers(*alternatives()), ticks("-m-")) == ("申请表",)
    assert unticked(papers(*alternatives()), ticks("--r")) == ("居民户口簿、居住证（二选一）",)


def test_what_is_lacking_is_what_is_missing_or_wrong() -> None:
    assert [t.key for t in lacking(ticks("rmw"))] == ["m2", "m3"]


def test_what_the_guide_lets_follow_is_told_apart() -> None:
    rows = papers(
        make_requirement(1, necessity=Necessity.DEFERRABLE, defer="3个工作日内"), make_requirement(2, "户口簿")
    )
    assert [t.key for t in not_deferrable(rows, ticks("mm"))] == ["m2"]
