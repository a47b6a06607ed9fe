"""What is doubtful about a site or a department."""

from datetime import time

import pytest

from matters.completeness import Severity
from matters.models import Department, OpeningHours, Site
from matters.places_check import check_department, check_site
from tests.factories import make_site

pytestmark = pytest.mark.django_db


def complete_site(**values: str) -> Site:
    site = make_site(**values)
    OpeningHours.objects.create(site=site, weekdays="12345", opens=time(9), closes=time(17))
    return site


def checks(site: Site) -> list[str]:
    return [finding.check for finding in check_site(site)]


def test_a_complete_site_has_no_findings() -> None:
    assert checks(complete_site()) == []


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"floor": "", "window": ""}, ["site_position"]),
        ({"floor": ""}, []),
        ({"phone": ""}, ["site_phone"]),
    ],
)
def test_a_site_says_where_inside_and_whom_to_ring(values: dict[str, str], found: list[str]) -> None:
    assert checks(complete_site(**values)) == found


def test_a_site_says_when_it_is_open() -> None:
    assert [(f.severity, f.field, f.message) for f in check_site(make_site(name="演示站"))] == [
        (Severity.WARNING, "hours", "“演示站”没有填写办公时间。")
    ]


@pytest.mark.parametrize(
    ("code", "found"),
    [("11410503000000289F", []), ("11410503000000289A", ["department_code"]), ("12345", ["department_code"]), ("", [])],
)
def test_the_check_digit_of_a_credit_code_is_looked_at(code: str, found: list[str]) -> None:
    assert [f.check for f in check_department(Department(name="演示局", code=code))] == found


def test_the_demo_district_has_no_findings() -> None:
    findings = [f for site in Site.objects.all() for f in check_site(site)]
    findings += [f for department in Department.objects.all() for f in check_department(department)]
    assert findings == []
