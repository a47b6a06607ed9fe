"""`merge3`: two editors' work put together, field by field."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matters.guide import Condition, Party
from matters.three_way import merge3
from matters.working_copy import Requirement, WorkingCopy

DEPARTMENT = Party(name="演示局")
BASE = WorkingCopy(
    name="演示事项",
    department=DEPARTMENT,
    conditions=(Condition(text="甲"), Condition(text="乙"), Condition(text="丙")),
    requirements=(Requirement(key="m1", material="身份证"), Requirement(key="m2", material="申请表")),
)


def conditions(*texts: str) -> WorkingCopy:
    """The base with these conditions."""
    return replace(BASE, conditions=tuple(Condition(text=text) for text in texts))


def papers(**changes: dict[str, Any]) -> WorkingCopy:
    """The base with changes of papers by key."""
    return replace(BASE, requirements=tuple(replace(r, **changes.get(r.key, {})) for r in BASE.requirements))


def test_fields_that_one_side_changed_are_kept_from_both() -> None:
    merged = merge3(BASE, replace(BASE, summary="我的"), replace(BASE, visits=3))
    assert (merged.copy, merged.clashes) == (replace(BASE, summary="我的", visits=3), ())


def test_a_field_that_both_changed_otherwise_clashes_and_holds_mine() -> None:
    merged = merge3(BASE, replace(BASE, visits=2), replace(BASE, visits=3))
    assert (merged.copy.visits, merged.clashes) == (2, ("visits",))


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    assert merge3(BASE, replace(BASE, visits=2), replace(BASE, visits=2)).clashes == ()


def test_two_fields_of_one_row_are_put_together() -> None:
    merged = merge3(BASE, papers(m1={"copies": 2}), papers(m1={"original": 0}, m2={"copies": 9}))
    assert merged.copy == papers(m1={"copies": 2, "original": 0}, m2={"copies": 9})
    assert merged.clashes == ()


def test_one_field_of_one_row_clashes_by_its_place() -> None:
    merged = merge3(BASE, papers(m2={"copies": 2}), papers(m2={"copies": 3}))
    assert (merged.copy, merged.clashes) == (papers(m2={"copies": 2}), ("requirements[m2].copies",))


def test_a_row_removed_here_and_changed_there_clashes() -> None:
    without = replace(BASE, requirements=BASE.requirements[1:])
    assert merge3(BASE, without, papers(m1={"copies": 3})).clashes == ("requirements[m1]",)
    assert merge3(BASE, papers(m1={"copies": 3}), without).clashes == ("requirements[m1]",)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("甲丁乙丙", "甲乙丙戊", "甲丁乙丙戊"),
        ("乙丙", "甲乙", "乙"),
        ("丙乙甲", "甲乙己丙", "丙乙己甲"),
        ("甲乙丙", "丙甲乙", "丙甲乙"),
        ("丁甲乙丙", "甲丙", "丁甲丙"),
    ],
)
def test_rows_added_removed_and_moved_by_either_side(mine: str, theirs: str, merged: str) -> None:
    found = merge3(BASE, conditions(*mine), conditions(*theirs))
    assert ("".join(c.text for c in found.copy.conditions), found.clashes) == (merged, ())


def test_two_orders_clash() -> None:
    assert merge3(BASE, conditions(*"丙乙甲"), conditions(*"乙甲丙")).clashes == ("conditions.order",)


COPIES = st.builds(
    lambda texts, visits, copies: replace(
        conditions(*texts),
        visits=visits,
        requirements=tuple(Requirement(key=k, material=k, copies=n) for k, n in copies.items()),
    ),
    st.lists(st.sampled_from("甲乙丙丁戊"), unique=True),
    st.integers(0, 2),
    st.dictionaries(st.sampled_from(("m1", "m2", "m3")), st.integers(0, 2)),
)


@given(base=COPIES, mine=COPIES, theirs=COPIES)
@settings(max_examples=200, deadline=None)
def test_whoever_alone_changed_wins_and_nobody_is_forgotten(base: Any, mine: Any, theirs: Any) -> None:
    assert merge3(base, base, theirs).copy == theirs
    assert merge3(base, mine, base).copy == mine
    assert merge3(base, mine, mine) == merge3(base, mine, base)
    merged = merge3(base, mine, theirs)
    added = {c.text for c in (*mine.conditions, *theirs.conditions)} - {c.text for c in base.conditions}
    assert added <= {c.text for c in merged.copy.conditions}
    assert len(set(merged.copy.conditions)) == len(merged.copy.conditions)
