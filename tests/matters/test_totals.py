"""How long a bundle takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.enums import LimitKind, LimitUnit
from matters.guide import Limit, Member, Party
from matters.merging import Membership, merge
from matters.totals import in_workdays, schedule, total
from tests.factories import make_guide

DAY, WORKDAY, HOUR, WEEK = LimitUnit.DAY, LimitUnit.WORKDAY, LimitUnit.HOUR, LimitUnit.WEEK
PROMISED, STATUTORY = LimitKind.PROMISED, LimitKind.STATUTORY
amounts = st.integers(0, 60)


def promise(amount: int, unit: LimitUnit = WORKDAY, kind: LimitKind = PROMISED, note: str = "") -> Limit:
    return Limit(kind=kind, amount=amount, unit=unit, note=note)


def member(stage: int, *limits: Limit) -> Member:
    return Member(code="MEMBER", name="事项", department=Party(name="局"), stage=stage, limits=limits)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ([member(1, promise(5)), member(1, promise(8))], (8, WORKDAY, "各事项并联办理")),
        ([member(1, promise(5)), member(1, promise(8)), member(3, promise(2))], (10, WORKDAY, "各阶段合计")),
        ([member(1, promise(10, DAY)), member(2, promise(4, DAY))], (14, DAY, "各阶段合计")),
        ([member(1, promise(10, DAY)), member(2, promise(30, HOUR))], (10, WORKDAY, "各阶段合计，按工作日折算")),
        ([member(1, promise(0, DAY)), member(2, promise(2, WEEK))], (2, WEEK, "各阶段合计")),
        ([member(1, promise(0)), member(2, promise(0))], (0, WORKDAY, "各阶段合计")),
        ([member(1, promise(5), promise(9))], (9, WORKDAY, "")),
        ([member(2, promise(5, note="自受理之日起"))], (5, WORKDAY, "自受理之日起")),
    ],
)
def test_stages_add_up_and_the_longest_of_each_counts(members: list[Member], words: tuple[int, LimitUnit, str]) -> None:
    assert [(x.amount, x.unit, x.note) for x in total(members)] == [words]


def test_a_matter_without_a_statutory_limit_counts_with_its_promise() -> None:
    members = [member(1, promise(20, kind=STATUTORY), promise(5)), member(2, promise(3))]
    assert [(x.kind, x.amount) for x in total(members)] == [(STATUTORY, 23), (PROMISED, 8)]


def test_without_any_limit_there_is_no_total() -> None:
    assert total([member(1), member(2)]) == ()


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        (promise(24, HOUR), 1), (promise(25, HOUR), 2), (promise(5, DAY), 5), (promise(6, DAY), 5), (promise(15, DAY), 11),
        (promise(2, WEEK), 10), (promise(1, LimitUnit.MONTH), 23), (promise(1, LimitUnit.YEAR), 250),
    ],
)  # fmt: skip
def test_other_units_are_working_days_rounded_up(limit: Limit, days: int) -> None:
    assert in_workdays(limit) == days


@given(st.lists(st.tuples(st.integers(1, 3), amounts, amounts), min_size=1, max_size=5))
def test_a_total_is_no_longer_than_all_one_after_the_other_and_no_shorter_than_any(
    rows: list[tuple[int, int, int]],
) -> None:
    members = [member(s, promise(a), promise(a + extra, kind=STATUTORY)) for s, a, extra in rows]
    statutory, promised = total(members)
    assert max(a for _, a, _ in rows) <= promised.amount <= sum(a for _, a, _ in rows)
    assert promised.amount <= statutory.amount


def test_the_schedule_names_who_works_in_parallel_and_how_long_at_the_most() -> None:
    merged = merge(
        [
            Membership(guide=make_guide(code="AAAAAA", name="A"), stage=1),
            Membership(guide=make_guide(code="BBBBBB", name="B", limits=(promise(9),)), stage=4),
            Membership(guide=make_guide(code="CCCCCC", name="C"), stage=4),
        ]
    )
    found = [(s.number, [m.name for m in s.members], s.limit.amount if s.limit else None) for s in schedule(merged)]
    assert found == [(1, ["A"], 5), (2, ["B", "C"], 9)]
    assert schedule(make_guide()) == ()
