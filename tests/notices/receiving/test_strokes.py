"""Handwriting as plain data."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.receiving.strokes import (
    HEIGHT,
    MAX_CHARACTERS,
    MAX_POINTS,
    MAX_STROKES,
    WIDTH,
    BadStrokes,
    dumped,
    path_of,
    read_strokes,
)

POINT = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
STROKES = st.lists(st.lists(POINT, min_size=1, max_size=9).map(tuple), min_size=1, max_size=9).map(tuple)


@given(STROKES.filter(lambda strokes: len({p for s in strokes for p in s}) >= 3))
def test_what_was_written_reads_the_same(strokes):
    assert read_strokes(dumped(strokes)) == strokes


def test_a_path_draws_lines_and_dots():
    assert path_of((((1, 2), (3, 4), (5, 6)), ((7, 8),))) == "M1 2L3 4 5 6 M7 8L7 8"


def test_an_empty_stroke_is_left_out():
    assert read_strokes("[[], [[1, 1], [2, 2], [3, 3]]]") == (((1, 1), (2, 2), (3, 3)),)


LINE = [[x, 10] for x in range(3)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "请先在框里签名"),
        ("[]", "请先在框里签名"),
        ("[[[5, 5]]]", "请先在框里签名"),
        ("[[[5, 5], [5, 5], [5, 5]]]", "请先在框里签名"),
        ("<svg onload=alert(1)>", "没有读到"),
        ('[[["M0 0\\"", 1], [2, 2], [3, 3]]]', "没有读到"),
        ("[[[1.5, 1], [2, 2], [3, 3]]]", "没有读到"),
        ("[[[true, 1], [2, 2], [3, 3]]]", "没有读到"),
        ("[[[1, 1, 1]]]", "没有读到"),
        ('{"a": 1}', "没有读到"),
        ("7", "没有读到"),
        (f"[[[{WIDTH + 1}, 1], [2, 2], [3, 3]]]", "没有读到"),
        (f"[[[1, {HEIGHT + 1}], [2, 2], [3, 3]]]", "没有读到"),
        ("[[[-1, 1], [2, 2], [3, 3]]]", "没有读到"),
        ("[" * 5_000, "没有读到"),
        (json.dumps([LINE] * (MAX_STROKES + 1)), "太长"),
        (json.dumps([[[1, 1]] * (MAX_POINTS + 1)], separators=(",", ":")), "太长"),
        (" " * (MAX_CHARACTERS + 1), "太长"),
    ],
    ids=range(18),
)
def test_what_is_no_handwriting_is_refused(text, says):
    with pytest.raises(BadStrokes, match=says):
        read_strokes(text)
