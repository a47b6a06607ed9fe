"""Pages from row to row: forth and back they show every row once."""

import pytest
from django.db.models import QuerySet

from matters.models import Topic
from notices.listing.paging import Slice, count_up_to, slice_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> QuerySet[Topic]:
    """Seven rows."""
    made = [Topic.objects.create(name=f"分页主题{number}") for number in range(7)]
    return Topic.objects.filter(pk__in=[row.pk for row in made])


@pytest.fixture
def keys(rows: QuerySet[Topic]) -> list[int]:
    """Their keys, newest first."""
    return sorted(rows.values_list("pk", flat=True), reverse=True)


def test_forth_to_the_end(rows: QuerySet[Topic], keys: list[int]) -> None:
    first = slice_of(rows, 3)
    second = slice_of(rows, 3, before=str(first.older))
    third = slice_of(rows, 3, before=str(second.older))
    assert [first, second, third] == [
        Slice(keys[:3], None, keys[2]),
        Slice(keys[3:6], keys[3], keys[5]),
        Slice(keys[6:], keys[6], None),
    ]


def test_and_back(rows: QuerySet[Topic], keys: list[int]) -> None:
    assert slice_of(rows, 3, after=str(keys[6])) == Slice(keys[3:6], keys[3], keys[5])
    assert slice_of(rows, 3, after=str(keys[3])) == Slice(keys[:3], None, keys[2])


def test_back_into_a_first_page_that_is_not_full_shows_a_full_one(rows: QuerySet[Topic], keys: list[int]) -> None:
    assert slice_of(rows, 3, after=str(keys[2])) == Slice(keys[:3], None, keys[2])


@pytest.mark.parametrize(("most", "counted"), [(10, 7), (7, 7), (6, 7), (3, 4)])
def test_counting_stops_one_beyond_the_most(rows: QuerySet[Topic], most: int, counted: int) -> None:
    assert count_up_to(rows, most) == counted
