"""How promised limits compare with statutory ones, and coverage of a small catalog."""

from datetime import date
from typing import Any

import pytest

from matters.edition_handlings import write_handlings
from matters.models import Department, Matter
from oversight.figures.asked import Asked
from oversight.figures.checking import check_changed
from oversight.figures.of_catalog import coverage, ratio
from oversight.models import CheckedMatter
from tests.factories import make_matter, make_published, make_site

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("statutory", "promised", "expected"),
    [
        ([("workday", 20)], [("workday", 5)], 0.75),
        ([("month", 1)], [("day", 15)], 0.5),
        ([("week", 1)], [("hour", 0)], 1.0),
        ([("workday", 20), ("workday", 60)], [("workday", 30)], 0.5),
        ([("workday", 5)], [("workday", 10)], 0.0),
        ([("workday", 20)], [("day", 5)], None),
        ([("workday", 20), ("day", 5)], [("workday", 5)], None),
        ([("workday", 0)], [("workday", 0)], None),
        ([], [("workday", 5)], None),
        ([("workday", 5)], [], None),
    ],
)
def test_limits_of_one_kind_are_compared_by_the_longest(
    statutory: list[tuple[str, int]], promised: list[tuple[str, int]], expected: float | None
) -> None:
    assert ratio(statutory, promised) == expected


def publish(office: Department, **values: Any) -> Matter:
    """Published, with the rows that say where it is handled."""
    matter = make_published(department=office, **values)
    edition = matter.editions.get()
    write_handlings(edition, edition.guide)
    return matter


@pytest.fixture
def office(db: None) -> Department:
    """A department with two published matters and a draft."""
    office = Department.objects.create(name="演示局")
    publish(office)
    publish(office, visits=0)
    make_matter(department=office)
    return office


def _of(asked: Asked) -> dict[str, Any]:
    check_changed(TODAY)
    return {figure.key: figure for figure in coverage(asked, TODAY).figures}


def test_coverage_of_a_department_is_that_of_its_published_matters(office: Department) -> None:
    found = _of(Asked(since=TODAY, until=TODAY, department=office))
    assert found["matters"].value == 2
    assert {share.key: share.value for share in found["matters"].shares} == {"district": 0, "street": 2, "community": 0}
    assert (found["no_visit"].part, found["no_visit"].whole, found["on_site"].value) == (1, 2, 0.5)
    assert (found["compressed"].value, found["complete"].whole, found["stale"].part) == (75.0, 2, 0)


def test_at_a_site_those_count_that_are_handled_there(office: Department) -> None:
    street = Asked(since=TODAY, until=TODAY, site=make_site())
    before = _of(street)["matters"].value
    publish(office)
    assert _of(street)["matters"].value == before + 1


def test_a_matter_is_checked_again_when_it_was_edited(office: Department) -> None:
    check_changed(TODAY)
    matter = office.matters.first()
    assert check_changed(TODAY) == 0
    matter.name, matter.revision = "", matter.revision + 1
    matter.save()
    assert check_changed(TODAY, most=0) == 1
    assert CheckedMatter.objects.get(pk=matter.pk).revision == matter.revision - 1
    check_changed(TODAY)
    assert CheckedMatter.objects.get(pk=matter.pk).revision == matter.revision
