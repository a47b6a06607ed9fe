"""By when: the more urgent the sooner, in working days over 调休."""

from bisect import bisect_right
from datetime import date
from typing import Any

import pytest

from oversight.enums import Urgency
from oversight.problems.hurrying import due_days, workdays_for
from tests.matters.test_workdays import AT_WORK, CALENDAR, EVERY_DAY


@pytest.mark.parametrize(("ordinary", "given"), [(5, [5, 3, 1]), (1, [1, 1, 1]), (10, [10, 5, 1]), (0, [0, 0, 0])])
def test_urgent_is_half_and_critical_one_working_day(settings: Any, ordinary: int, given: list[int]) -> None:
    settings.CASE_WORKDAYS = {"problem": ordinary}
    assert [workdays_for(urgency) for urgency in Urgency] == given


def test_each_last_day_is_the_oracles() -> None:
    told = [day for day in EVERY_DAY if day < date(2026, 12, 1)]
    after = {day: AT_WORK[bisect_right(AT_WORK, day) :][:5] for day in told}
    assert [list(due_days(day, CALENDAR).values()) for day in told] == [
        [after[day][4], after[day][2], after[day][0]] for day in told
    ]
