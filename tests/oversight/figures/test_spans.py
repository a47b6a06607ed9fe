"""A period cut into the months that lie in it whole and the days at its edges."""

from datetime import date

import pytest

from oversight.figures.spans import cut


def day(month: int, number: int) -> date:
    return date(2026, month, number)


@pytest.mark.parametrize(
    ("since", "until", "months", "edges"),
    [
        (day(1, 1), day(12, 31), [(day(1, 1), day(12, 31))], []),
        (day(2, 1), day(2, 28), [(day(2, 1), day(2, 28))], []),
        (day(1, 1), day(3, 10), [(day(1, 1), day(2, 28))], [(day(3, 1), day(3, 10))]),
        (day(1, 31), day(3, 31), [(day(2, 1), day(3, 31))], [(day(1, 31), day(1, 31))]),
        (day(1, 15), day(4, 10), [(day(2, 1), day(3, 31))], [(day(1, 15), day(1, 31)), (day(4, 1), day(4, 10))]),
        (day(2, 3), day(3, 30), [], [(day(2, 3), day(3, 30))]),
        (day(2, 14), day(2, 14), [], [(day(2, 14), day(2, 14))]),
        (date(2025, 12, 2), day(2, 1), [(day(1, 1), day(1, 31))], [(date(2025, 12, 2), date(2025, 12, 31)), (day(2, 1), day(2, 1))]),
    ],
)  # fmt: skip
def test_whole_months_are_told_from_the_days_at_the_edges(since: date, until: date, months: object, edges: object):
    assert tuple(map(list, cut(since, until))) == (months, edges)
