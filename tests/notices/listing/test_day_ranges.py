"""The stretches of days that are asked for most."""

from datetime import date

import pytest

from notices.listing.day_ranges import usual_ranges


@pytest.mark.parametrize(
    ("today", "starts"),
    [
        (date(2026, 3, 11), {"今天": "03-11", "昨天": "03-10", "本周": "03-09", "本月": "03-01"}),
        (date(2026, 3, 9), {"今天": "03-09", "昨天": "03-08", "本周": "03-09", "本月": "03-01"}),
        (date(2026, 3, 1), {"今天": "03-01", "昨天": "02-28", "本周": "02-23", "本月": "03-01"}),
    ],
    ids=["midweek", "monday", "first"],
)
def test_each_range_starts_where_its_name_says(today: date, starts: dict[str, str]) -> None:
    assert {one.label: f"{one.since:%m-%d}" for one in usual_ranges(today)} == starts


def test_ranges_end_today_but_for_yesterday() -> None:
    today = date(2026, 3, 11)
    assert [one.until for one in usual_ranges(today)] == [today, date(2026, 3, 10), today, today]
