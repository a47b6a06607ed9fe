"""The stretches of days that are asked for most, as links."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class DayRange:
    """A stretch of calendar days, both ends included."""

    label: str
    since: date
    until: date


def usual_ranges(today: date) -> tuple[DayRange, ...]:
    """Today, yesterday, this week (from Monday) and this month, each up to today."""
    return (
        DayRange("今天", today, today),
        DayRange("昨天", today - timedelta(days=1), today - timedelta(days=1)),
        DayRange("本周", today - timedelta(days=today.weekday()), today),
        DayRange("本月", today.replace(day=1), today),
    )
