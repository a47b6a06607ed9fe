"""Periods by name, and months as they stand in addresses."""

from datetime import date

import pytest

from oversight.figures.periods import end_of_month, month_of, usual_periods


def test_the_usual_periods_reach_to_today():
    spans = {p.label: (p.since, p.until) for p in usual_periods(date(2026, 3, 11))}

    assert spans == {
        "今天": (date(2026, 3, 11), date(2026, 3, 11)),
        "本周": (date(2026, 3, 9), date(2026, 3, 11)),
        "本月": (date(2026, 3, 1), date(2026, 3, 11)),
        "上月": (date(2026, 2, 1), date(2026, 2, 28)),
        "今年": (date(2026, 1, 1), date(2026, 3, 11)),
    }


def test_last_month_of_january_is_in_the_year_before():
    assert usual_periods(date(2026, 1, 1))[3].since == date(2025, 12, 1)


@pytest.mark.parametrize("text", ["", "2026-13", "2026", "1066-10", "9999-12", "';--", "2026-10-01"])
def test_a_month_that_cannot_be_read_is_the_last_complete_one(text: str):
    assert month_of(text, date(2026, 3, 11)).name == "2026-02"


def test_a_month_has_all_its_days():
    month = month_of("2024-02", date(2026, 3, 11))

    assert (month.label, month.since, month.until) == ("2024年2月", date(2024, 2, 1), date(2024, 2, 29))
    assert end_of_month(date(2026, 12, 5)) == date(2026, 12, 31)
