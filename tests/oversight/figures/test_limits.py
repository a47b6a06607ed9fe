"""Statutory and promised limits beside one another."""

from oversight.figures.limits import Means, means


def test_only_matters_with_both_limits_count_and_of_several_the_longest():
    rows = [
        (1, "民政局", "statutory", 20),
        (1, "民政局", "statutory", 30),
        (1, "民政局", "promised", 10),
        (2, "民政局", "statutory", 10),
        (2, "民政局", "promised", 5),
        (3, "民政局", "statutory", 60),
        (4, "残联", "promised", 3),
        (5, "卫健委", "statutory", 20),
        (5, "卫健委", "promised", 0),
    ]

    assert means(rows) == [Means("民政局", 2, 20.0, 7.5), Means("卫健委", 1, 20.0, 0.0)]
