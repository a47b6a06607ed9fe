"""How often something was given out lately."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from notices.listing.use import DAYS, counts
from tests.counter import make_notice
from tests.factories import local, make_published

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]
TODAY = date(2026, 6, 9)


def day(back: int, hour: int = 9) -> datetime:
    """An hour of the day so many days before TODAY."""
    then = TODAY - timedelta(days=back)
    return local(then.year, then.month, then.day, hour)


def test_sheets_are_counted_by_matter() -> None:
    often, once = make_published(), make_published()
    for matter in (often, often, once):
        make_notice(matter=matter, at=day(1))
    assert counts(TODAY) == {("matter", often.pk): 2, ("matter", once.pk): 1}


@pytest.mark.parametrize(("back", "expected"), [(0, 0), (1, 1), (DAYS, 1), (DAYS + 1, 0)])
def test_only_the_days_before_today_count(back: int, expected: int) -> None:
    matter = make_published()
    make_notice(matter=matter, at=day(back))
    assert counts(TODAY).get(("matter", matter.pk), 0) == expected


def test_it_is_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert counts(TODAY) == {}
