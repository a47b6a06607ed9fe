"""By when something must be answered, against the working days written out one by one."""

from datetime import date, timedelta

import pytest

from notices.affairs.deadlines import Urgency
from oversight.deadlines import due_on, left_until
from tests.matters.test_workdays import AT_WORK, CALENDAR, EVERY_DAY


@pytest.mark.parametrize("workdays", [1, 2, 3, 5, 15])
def test_the_last_day_is_so_many_working_days_after_the_day_it_came_in(workdays: int) -> None:
    known = [day for day in EVERY_DAY if day < AT_WORK[-workdays]]
    after = [next(n for n, worked in enumerate(AT_WORK) if worked > day) for day in known[::7]]
    assert [due_on(day, workdays, CALENDAR) for day in known[::7]] == [AT_WORK[n + workdays - 1] for n in after]


def test_without_days_it_is_the_same_day_or_the_next_one_that_is_worked() -> None:
    known = [day for day in EVERY_DAY if day <= AT_WORK[-1]][::5]
    assert [due_on(day, 0, CALENDAR) for day in known] == [min(w for w in AT_WORK if w >= day) for day in known]


@pytest.mark.parametrize(
    ("today", "left", "urgency", "words"),
    [
        (date(2026, 4, 29), 5, Urgency.CALM, "还剩5个工作日"),
        (date(2026, 5, 7), 2, Urgency.SOON, "还剩2个工作日"),
        (date(2026, 5, 9), 0, Urgency.TODAY, "今天到期"),
        (date(2026, 5, 10), -1, Urgency.OVERDUE, "已逾期1个工作日"),
        (date(2026, 5, 12), -2, Urgency.OVERDUE, "已逾期2个工作日"),
    ],
    ids=["before 劳动节", "two days", "a worked Saturday", "a Sunday", "a Tuesday"],
)
def test_the_countdown_is_in_working_days(today: date, left: int, urgency: Urgency, words: str) -> None:
    counted = left_until(date(2026, 5, 9), today, CALENDAR)
    assert (counted.left, counted.urgency, counted.words) == (left, urgency, words)


def test_what_is_left_falls_by_one_each_working_day() -> None:
    last = date(2026, 10, 12)
    days = [last - timedelta(days=n) for n in range(30, -1, -1)]
    assert [left_until(last, day, CALENDAR).left for day in days] == [
        sum(day < worked <= last for worked in AT_WORK) for day in days
    ]
