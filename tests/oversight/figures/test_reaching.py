"""Whose figures somebody sees."""

from datetime import date
from typing import Any

import pytest

from accounts.models import StaffUser
from matters.models import Department
from oversight.figures.asked import Asked
from oversight.figures.counting import figures
from oversight.figures.reaching import may_see
from oversight.refusal import CannotDo
from tests.factories import make_clerk, make_region, make_site, make_user

pytestmark = pytest.mark.django_db
PERIOD = {"since": date(2026, 1, 1), "until": date(2026, 1, 31)}
VIEW = "oversight.view_figures"


def asked(**of: Any) -> Asked:
    return Asked(**PERIOD, **of)


@pytest.fixture
def place() -> dict[str, Any]:
    """A street with a centre in it and a clerk at work there."""
    street = make_region()
    site = make_site(region=street)
    office = Department.objects.create(name="演示局", region=street)
    return {"region": street, "site": site, "department": office, "clerk": make_clerk(site)}


def seen(user: StaffUser, place: dict[str, Any]) -> set[str]:
    """Which of these `user` may ask for; `all` is the whole district, `window` one of the site."""
    asks = {name: asked(**{name: of}) for name, of in place.items()}
    asks |= {"all": asked(), "window": asked(site=place["site"], window="1号窗口")}
    return {name for name, one in asks.items() if may_see(one, user)}


EVERYTHING = {"all", "region", "department", "site", "window", "clerk"}


def test_everybody_sees_their_own_and_a_clerk_nothing_else(place: dict[str, Any]) -> None:
    assert seen(place["clerk"], place) == {"clerk"}
    assert seen(make_clerk(place["site"]), place) == set()


def test_a_site_lead_sees_the_site_with_its_windows_and_clerks(place: dict[str, Any]) -> None:
    assert seen(make_user(place["site"], VIEW), place) == {"site", "window", "clerk"}
    assert seen(make_user(make_site(), VIEW), place) == set()


def test_a_department_sees_its_own_matters_and_not_the_windows(place: dict[str, Any]) -> None:
    assert seen(make_user(None, VIEW, department=place["department"]), place) == {"department"}


def test_a_street_sees_what_lies_in_it(place: dict[str, Any]) -> None:
    assert seen(make_user(None, VIEW, region=place["region"]), place) == EVERYTHING - {"all"}
    assert seen(make_user(None, VIEW, region=place["region"].parent), place) == EVERYTHING - {"all"}
    assert seen(make_user(None, VIEW, region=make_region()), place) == set()


def test_the_centre_sees_everything(place: dict[str, Any]) -> None:
    assert seen(make_user(None, VIEW), place) == EVERYTHING
    assert seen(make_user(None, is_superuser=True), place) == EVERYTHING


def test_an_inspector_who_also_works_at_a_window_is_not_confined_to_it(place: dict[str, Any]) -> None:
    both = make_user(make_site(), VIEW, "notices.issue_notice", "notices.view_notice")
    assert seen(both, place) == EVERYTHING


def test_more_than_that_is_refused_before_anything_is_counted(place: dict[str, Any]) -> None:
    with pytest.raises(CannotDo, match="不能查看这个范围"):
        figures(asked(site=place["site"]), make_clerk())
    with pytest.raises(CannotDo, match="不能晚于"):
        figures(Asked(since=date(2026, 2, 1), until=date(2026, 1, 1)), make_user(None, is_superuser=True))
