"""Sets of entries by how well they fit."""

from hypothesis import given
from hypothesis import strategies as st

from matters.search.tiers import best, both, every, everything, in_order, joined, mask_of, members, within

TIERS = st.dictionaries(st.integers(0, 9), st.integers(0, 2**12), max_size=4).map(best)


def costs(tiers: dict[int, int]) -> dict[int, int]:
    return {entry: cost for cost, entry in in_order(tiers)}


@given(st.sets(st.integers(0, 99)))
def test_a_set_holds_what_was_put_in(numbers: set[int]) -> None:
    assert list(members(mask_of(numbers, 100))) == sorted(numbers)


@given(TIERS, TIERS)
def test_both_is_the_cut_at_the_sum(left: dict[int, int], right: dict[int, int]) -> None:
    one, other = costs(left), costs(right)
    assert costs(both(left, right)) == {entry: one[entry] + other[entry] for entry in one.keys() & other.keys()}


@given(TIERS, TIERS)
def test_joined_is_the_cheaper_of_either(left: dict[int, int], right: dict[int, int]) -> None:
    one, other = costs(left), costs(right)
    expected = {e: min(one.get(e, 99), other.get(e, 99) + 3) for e in one.keys() | other.keys()}
    assert costs(joined(left, right, 3)) == expected


@given(TIERS)
def test_every_part_of_one_kind_is_itself(tiers: dict[int, int]) -> None:
    assert every([tiers, tiers, tiers]) == tiers


def test_nothing_is_in_every_part_of_none() -> None:
    assert every([]) == {}


def test_the_order_is_by_cost_and_then_by_number() -> None:
    assert list(in_order({5: 0b1, 2: 0b110})) == [(2, 1), (2, 2), (5, 0)]


def test_a_cut_leaves_what_is_in_the_set() -> None:
    assert (within({1: 0b11, 2: 0b100}, 0b10), everything({1: 0b11, 2: 0b100})) == ({1: 0b10}, 0b111)
