"""Days and times."""

from datetime import date, time

import pytest

from oversight.refusal import CannotDo
from oversight.requests.times import overlap, require_possible, words

NINE, TEN, ELEVEN = time(9), time(10), time(11)
MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((NINE, ELEVEN), (TEN, None), True),
        ((NINE, TEN), (TEN, ELEVEN), False),
        ((NINE, None), (NINE, None), True),
        ((NINE, None), (TEN, None), False),
        ((TEN, None), (NINE, ELEVEN), True),
        ((None, None), (NINE, ELEVEN), False),
    ],
)
def test_two_spans_share_a_moment(one, other, expected):
    assert (overlap(one, other), overlap(other, one)) == (expected, expected)


@pytest.mark.parametrize(
    ("on", "span", "field"),
    [
        (date(2026, 3, 8), (None, None), "on"),
        (date(2027, 3, 11), (None, None), "on"),
        (MONDAY, (None, TEN), "starts"),
        (MONDAY, (TEN, TEN), "ends"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(on, span, field):
    with pytest.raises(CannotDo) as refused:
        require_possible(on, span, MONDAY)
    assert refused.value.field == field


def test_a_span_in_words():
    assert [words(span) for span in ((NINE, time(10, 30)), (NINE, None), (None, None))] == [
        "9:00—10:30",
        "9:00",
        "时间未定",
    ]
