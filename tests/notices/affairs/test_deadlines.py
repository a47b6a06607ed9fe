"""By when: five working days, what is left of them, and until when a paper may follow."""

from datetime import date

import pytest

from matters.enums import LimitKind, LimitUnit
from matters.guide import Limit
from matters.workdays import WorkCalendar
from notices.affairs.deadlines import DEEMED, Urgency, countdown, decide_by, defer_until, latest_deferral, supply_by
from tests.factories import make_guide

# 劳动节 2026: off from Friday to Tuesday, the Saturday after is worked.
MAY = WorkCalendar(
    exceptions={date(2026, 5, 1): False, date(2026, 5, 4): False, date(2026, 5, 5): False, date(2026, 5, 9): True},
    official_years=frozenset({2026}),
)
MONDAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 3, 9), date(2026, 3, 16)),
        (date(2026, 3, 13), date(2026, 3, 20)),
        (date(2026, 3, 14), date(2026, 3, 20)),
        (date(2026, 4, 29), date(2026, 5, 9)),
    ],
    ids=["monday", "friday", "saturday", "before a long holiday with a worked saturday"],
)
def test_the_office_has_five_working_days_and_the_day_of_receipt_is_not_counted(received: date, last: date) -> None:
    assert decide_by(received, MAY, 5) == last


@pytest.mark.parametrize(
    ("day", "left", "urgency", "words"),
    [
        (date(2026, 3, 9), 5, Urgency.CALM, "还剩5个工作日"),
        (date(2026, 3, 12), 2, Urgency.SOON, "还剩2个工作日"),
        (date(2026, 3, 15), 1, Urgency.SOON, "还剩1个工作日"),
        (date(2026, 3, 16), 0, Urgency.TODAY, "今天到期"),
        (date(2026, 3, 17), -1, Urgency.OVERDUE, DEEMED),
    ],
)
def test_the_countdown_of_the_office(day: date, left: int, urgency: Urgency, words: str) -> None:
    counted = countdown(date(2026, 3, 16), day, MAY, is_ours=True)
    assert (counted.left, counted.urgency, counted.words) == (left, urgency, words)


def test_an_applicant_who_is_late_is_said_to_be_so_in_working_days() -> None:
    assert countdown(date(2026, 3, 6), date(2026, 3, 11), MAY, is_ours=False).words == "申请人逾期未补齐，已过3个工作日"


def test_a_deadline_missed_over_a_weekend_is_overdue_by_at_least_one_day() -> None:
    assert countdown(date(2026, 3, 6), date(2026, 3, 7), MAY, is_ours=False).left == -1


def test_a_last_day_behind_which_no_working_day_comes_is_said_to_be_the_last() -> None:
    counted = countdown(date(2026, 3, 15), date(2026, 3, 14), MAY, is_ours=False)
    assert (counted.urgency, counted.words) == (Urgency.TODAY, "最后一天，此后没有工作日")


def test_a_supplement_is_asked_for_within_thirty_days_and_until_a_working_day() -> None:
    assert supply_by(date(2026, 4, 2), MAY) == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("limits", "last"),
    [
        ((Limit(kind=LimitKind.PROMISED, amount=5, unit=LimitUnit.WORKDAY),), date(2026, 3, 16)),
        ((Limit(kind=LimitKind.STATUTORY, amount=10, unit=LimitUnit.WORKDAY),), date(2026, 3, 23)),
        ((Limit(kind=LimitKind.PROMISED, amount=0, unit=LimitUnit.WORKDAY),), date(2026, 9, 5)),
        ((), date(2026, 9, 5)),
    ],
    ids=["promised", "statutory alone", "on the spot", "none"],
)
def test_a_paper_may_follow_until_the_matter_must_be_done(limits: tuple[Limit, ...], last: date) -> None:
    assert latest_deferral(make_guide(limits=limits), MONDAY, MAY) == last


@pytest.mark.parametrize(
    ("promises", "offered"),
    [
        (("受理后3个工作日内",), date(2026, 3, 12)),
        (("受理后3个工作日内", "评定后2个工作日内"), date(2026, 3, 11)),
        (("受理后30个工作日内",), date(2026, 3, 23)),
        (("评定时补交",), date(2026, 3, 23)),
    ],
)
def test_the_day_offered_follows_the_guides_own_words(promises: tuple[str, ...], offered: date) -> None:
    assert defer_until(promises, date(2026, 3, 23), MONDAY, MAY) == offered
