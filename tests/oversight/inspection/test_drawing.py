"""The draw: uniform, fair to its parts, and the same for ever."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.inspection.drawing import Size, Ticket, allocation, draw, frame_digest, rank

DRAWS = 10_000
# Critical values of chi-square at p = 0.001 by degrees of freedom: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
CRITICAL = {11: 31.264, 19: 43.820, 34: 65.247}

TOKENS = tuple(f"{n:020d}" for n in range(1, 101))
COUNTS = st.dictionaries(st.text("abc甲乙丙", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=12)


def tickets(*tokens: str, stratum: str = "") -> list[Ticket]:
    return [Ticket(token, stratum) for token in tokens]


def chi_square(outcomes: Counter[frozenset[str]], possible: Iterable[frozenset[str]]) -> float:
    cells = list(possible)
    expected = DRAWS / len(cells)
    return sum((outcomes[cell] - expected) ** 2 / expected for cell in cells)


def drawn_sets(frame: list[Ticket], size: int) -> Counter[frozenset[str]]:
    draws = (draw(frame, f"seed {n}", Size(size)) for n in range(DRAWS))
    return Counter(frozenset(one.token for one in drawn) for drawn in draws)


def test_every_notice_comes_first_equally_often() -> None:
    frame = tickets(*TOKENS[:20])
    assert chi_square(drawn_sets(frame, 1), (frozenset({t.token}) for t in frame)) < CRITICAL[19]


def test_every_sample_is_drawn_equally_often() -> None:
    frame = tickets(*TOKENS[:7])
    assert chi_square(drawn_sets(frame, 3), map(frozenset, combinations(TOKENS[:7], 3))) < CRITICAL[34]


def test_within_the_strata_every_sample_is_drawn_equally_often() -> None:
    many, few = TOKENS[:4], TOKENS[4:6]
    frame = [*tickets(*many, stratum="many"), *tickets(*few, stratum="few")]
    possible = [frozenset({*two, one}) for two in combinations(many, 2) for one in few]
    assert chi_square(drawn_sets(frame, 3), possible) < CRITICAL[11]


def test_a_seed_draws_the_same_for_ever() -> None:
    assert [int(one.token) for one in draw(tickets(*TOKENS), "2026-03-09 公开抽号 07", Size(5))] == [13, 42, 85, 54, 36]


def test_the_order_of_the_rows_does_not_matter() -> None:
    assert draw(tickets(*TOKENS), "s", Size(9)) == draw(tickets(*reversed(TOKENS)), "s", Size(9))


def test_a_larger_sample_holds_the_smaller_one() -> None:
    assert draw(tickets(*TOKENS), "s", Size(30))[:12] == draw(tickets(*TOKENS), "s", Size(12))


def test_the_rank_can_be_worked_out_with_any_sha256() -> None:
    assert rank("a1", "TOKEN") == sha256(b"a1\x00TOKEN").hexdigest()


@pytest.mark.parametrize(
    ("amount", "is_percent", "frame", "number"),
    [(50, False, 200, 50), (50, False, 20, 20), (5, True, 200, 10), (5, True, 201, 11), (1, True, 1, 1), (100, True, 7, 7), (5, True, 0, 0)],
)  # fmt: skip
def test_a_size_is_a_number_or_a_percentage_rounded_up(amount: int, is_percent: bool, frame: int, number: int) -> None:
    assert Size(amount, is_percent).of(frame) == number


@pytest.mark.parametrize(
    ("counts", "size", "seats"),
    [
        ({"a": 90, "b": 10}, 10, {"a": 9, "b": 1}),
        ({"a": 99, "b": 1}, 10, {"a": 9, "b": 1}),
        ({"a": 50, "b": 50}, 5, {"a": 3, "b": 2}),
        ({"a": 997, "b": 1, "c": 1, "d": 1}, 4, {"a": 1, "b": 1, "c": 1, "d": 1}),
        ({"a": 997, "b": 1, "c": 1, "d": 1}, 3, {"a": 3, "b": 0, "c": 0, "d": 0}),
        ({"a": 1, "b": 2}, 9, {"a": 1, "b": 2}),
        ({}, 9, {}),
    ],
)
def test_seats_go_by_proportion_and_to_each_where_there_are_enough(
    counts: dict[str, int], size: int, seats: dict[str, int]
) -> None:
    assert allocation(counts, size) == seats


@given(COUNTS, st.integers(0, 600))
def test_every_seat_is_given_once_and_none_beyond_what_there_is(counts: dict[str, int], size: int) -> None:
    seats = allocation(counts, size)
    assert (sum(seats.values()), set(seats)) == (min(size, sum(counts.values())), set(counts))
    assert all(0 <= seats[name] <= counts[name] for name in counts)


@given(COUNTS, st.integers(0, 600))
def test_nobody_is_left_out_where_the_size_allows(counts: dict[str, int], size: int) -> None:
    assert size < len(counts) or all(allocation(counts, size).values())


@given(COUNTS, st.integers(0, 600))
def test_no_stratum_gets_a_whole_seat_more_than_its_share(counts: dict[str, int], size: int) -> None:
    total = sum(counts.values())
    over = {
        n: s for n, s in allocation(counts, size).items() if (s - 1) * total >= max(1, min(size, total) * counts[n])
    }
    assert over == {}


def test_a_frame_is_known_by_its_tokens_whatever_their_order() -> None:
    assert frame_digest(["B", "A"]) == sha256(b"A\nB").hexdigest()
