"""四色: every day of three years against a count of the days the State Council's notices name."""

from bisect import bisect_right
from datetime import date, timedelta

import pytest

from oversight.enums import CaseState, Urgency
from oversight.problems.colours import LONG_WORKDAYS, TABLE, Colour, Stage, colour, edges, stage
from tests.matters.test_workdays import AT_WORK, CALENDAR, EVERY_DAY

SOON = 2
DAYS = [day for day in EVERY_DAY if date(2024, 2, 1) <= day <= date(2026, 10, 1)]
SEEN = {day: edges(day, CALENDAR) for day in DAYS}


def worked(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`, by the list of them."""
    return bisect_right(AT_WORK, end) - bisect_right(AT_WORK, start)


def expected(told_on: date, due_on: date, today: date) -> Stage:
    if due_on < today:
        return Stage.LATE
    near = worked(today, due_on) <= SOON or worked(told_on, today) >= LONG_WORKDAYS
    return Stage.NEAR if near else Stage.EARLY


@pytest.mark.parametrize("before", [0, 9, 14, 15, 16, 20])
@pytest.mark.parametrize("after", [-1, 0, 1, 2, 3, 4, 5, 9, 30])
def test_the_stage_on_every_day_is_what_counting_working_days_gives(before: int, after: int) -> None:
    told = [(day - timedelta(days=before), day + timedelta(days=after), day) for day in DAYS]
    assert [stage(begun, due, SEEN[day]) for begun, due, day in told] == [expected(*days) for days in told]


@pytest.mark.parametrize(
    ("urgency", "due_on", "shade"),
    [
        # Monday 28 September 2026; 1 to 7 October are off, Saturday 10 October is worked.
        (Urgency.NORMAL, date(2026, 10, 8), Colour.BLUE),
        (Urgency.NORMAL, date(2026, 10, 7), Colour.YELLOW),
        (Urgency.NORMAL, date(2026, 9, 28), Colour.YELLOW),
        (Urgency.NORMAL, date(2026, 9, 27), Colour.RED),
        (Urgency.URGENT, date(2026, 10, 8), Colour.YELLOW),
        (Urgency.URGENT, date(2026, 9, 30), Colour.RED),
        (Urgency.CRITICAL, date(2026, 10, 8), Colour.RED),
    ],
)
def test_a_colour_follows_urgency_and_the_day_over_a_holiday(urgency: Urgency, due_on: date, shade: Colour) -> None:
    seen = edges(date(2026, 9, 28), CALENDAR)
    told = {"state": CaseState.ASSIGNED, "urgency": urgency, "told_on": date(2026, 9, 28)}
    assert colour(**told, due_on=due_on, seen=seen) == shade


def test_what_lies_for_ten_working_days_is_no_longer_calm_although_it_was_extended() -> None:
    told_on, due_on = date(2026, 3, 2), date(2026, 4, 30)
    said = {"state": CaseState.NEW, "urgency": Urgency.NORMAL, "told_on": told_on, "due_on": due_on}
    shades = [colour(**said, seen=edges(day, CALENDAR)) for day in (date(2026, 3, 13), date(2026, 3, 16))]
    assert shades == [Colour.BLUE, Colour.YELLOW]


@pytest.mark.parametrize("state", [CaseState.ANSWERED, CaseState.CLOSED])
def test_what_is_answered_is_green_however_late(state: CaseState) -> None:
    past = {"told_on": date(2025, 1, 2), "due_on": date(2025, 1, 3), "seen": edges(date(2026, 3, 9), CALENDAR)}
    assert colour(state=state, urgency=Urgency.CRITICAL, **past) == Colour.GREEN


def test_more_urgent_and_later_is_never_calmer() -> None:
    order = [Colour.BLUE, Colour.YELLOW, Colour.RED]
    rows = [[order.index(TABLE[urgency][one]) for one in Stage] for urgency in Urgency]
    assert all(row == sorted(row) for row in rows)
    assert all(list(column) == sorted(column) for column in zip(*rows, strict=True))


def test_every_colour_has_a_word_and_a_shape_of_its_own() -> None:
    assert [len({getattr(shade, name) for shade in Colour}) for name in ("label", "shape", "meaning")] == [4, 4, 4]
