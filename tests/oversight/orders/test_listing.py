"""The list and what is reminded of: which orders, in which order, counted as listed."""

from datetime import date
from typing import Any

import pytest

from accounts.models import StaffUser
from oversight.orders.listing import Which, lines, orders_for
from oversight.orders.ordering import recheck
from oversight.orders.reminders import at_the_desk, waiting
from tests.factories import make_clerk
from tests.oversight.inspection.builders import make_inspector
from tests.oversight.orders.made import found, ordered, reported

TODAY, NEXT_WEEK = date(2026, 3, 9), date(2026, 3, 18)


@pytest.fixture
def clerk(db: None) -> StaffUser:
    return make_clerk()


def listed(user: StaffUser, which: Which, day: date = TODAY, **values: Any) -> list[int]:
    return [row.pk for row in orders_for(user, which, day, **values)]


def test_the_most_urgent_come_first_and_closed_ones_last(inspector: StaffUser, clerk: StaffUser) -> None:
    closed = recheck(reported(ordered(found(inspector))), by=inspector, passed=True)
    done = reported(ordered(found(inspector)))
    days = (date(2026, 3, 20), date(2026, 3, 11), date(2026, 3, 13))
    late, soon, then = (ordered(found(inspector), responsible=clerk, due_on=day) for day in days)
    assert listed(inspector, Which.ALL) == [soon.pk, then.pk, late.pk, done.pk, closed.pk]


def test_each_filter_keeps_what_it_says(inspector: StaffUser, clerk: StaffUser) -> None:
    mine = ordered(found(inspector), responsible=clerk)
    elsewhere = reported(ordered(found(make_inspector())))
    assert listed(clerk, Which.MINE) == [mine.pk]
    assert listed(inspector, Which.GIVEN) == [mine.pk]
    assert [listed(inspector, Which.LATE, day) for day in (date(2026, 3, 16), date(2026, 3, 17))] == [[], [mine.pk]]
    assert [listed(who, Which.RECHECK) for who in (inspector, clerk)] == [[elsewhere.pk], []]
    assert listed(inspector, Which.ALL, site=mine.finding.site) == [mine.pk]


def test_nobody_is_asked_to_recheck_their_own(inspector: StaffUser) -> None:
    concerned = make_inspector()
    responsible = reported(ordered(found(inspector), responsible=concerned))
    about = reported(ordered(found(inspector, clerk=concerned), responsible=make_clerk()))
    assert (listed(concerned, Which.RECHECK), listed(inspector, Which.RECHECK)) == (
        [],
        [responsible.pk, about.pk][::-1],
    )


def test_a_clerk_sees_their_own_and_no_other_s(clerk: StaffUser) -> None:
    mine = ordered(responsible=clerk)
    ordered()
    assert listed(clerk, Which.ALL) == [mine.pk]


def test_the_days_left_are_working_days(clerk: StaffUser) -> None:
    ordered(responsible=clerk, due_on=date(2026, 3, 16))
    rows = list(orders_for(clerk, Which.ALL, TODAY))
    words = [lines(rows, day)[0].countdown.words for day in (TODAY, date(2026, 3, 16), NEXT_WEEK)]
    assert words == ["还剩5个工作日", "今天到期", "已逾期2个工作日"]


def test_reminders_count_what_their_address_lists(inspector: StaffUser) -> None:
    ordered(found(make_inspector()), responsible=inspector)
    ordered(found(make_inspector()), responsible=inspector, due_on=date(2026, 3, 20))
    reported(ordered(found(inspector)))
    told = [(one.title, one.url, one.count, one.late) for one in waiting(inspector, NEXT_WEEK)]
    assert told == [
        ("要我整改的", "/oversight/orders/?which=mine", 2, 1),
        ("等我复查的", "/oversight/orders/?which=recheck", 1, 0),
    ]
    assert [len(listed(inspector, which, NEXT_WEEK)) for which in (Which.MINE, Which.RECHECK)] == [2, 1]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_desk_is_told_in_one_line_and_one_query(
    clerk: StaffUser, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count):
        ordered(responsible=clerk)
    with django_assert_num_queries(1):
        told = at_the_desk(clerk, NEXT_WEEK)
    url = "/oversight/orders/?which=mine"
    assert told == (((f"您有{count}件整改要办，其中{count}件已逾期", url),) if count else ())
