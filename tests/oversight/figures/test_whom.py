"""Whose figures an address may name: what is out of reach is as good as not there."""

from itertools import pairwise

import pytest

from accounts.models import StaffUser
from matters.enums import Level
from matters.models import Department
from oversight.access import VIEW_FIGURES
from oversight.figures.whom import choices, named
from tests.factories import make_clerk, make_region, make_site, make_user

pytestmark = pytest.mark.django_db


def name(user: StaffUser, of: str) -> object:
    return named({"of": of}, user)


def test_a_clerk_sees_only_themselves() -> None:
    clerk, other = make_clerk(), make_clerk()
    site = clerk.site
    assert site

    assert named({}, clerk) == name(clerk, f"clerk:{clerk.pk}") == {"clerk": clerk}
    assert [
        name(clerk, of) for of in ("all:", f"clerk:{other.pk}", f"site:{site.pk}", f"window:{site.pk}:1号窗口")
    ] == [None] * 4


def test_a_site_lead_sees_the_site_its_windows_and_clerks() -> None:
    clerk = make_clerk()
    lead = make_user(clerk.site, VIEW_FIGURES)
    assert clerk.site

    assert named({}, lead) == named({"site": clerk.site.code}, lead) == {"site": clerk.site}
    assert name(lead, f"window:{clerk.site.pk}:1号窗口") == {"site": clerk.site, "window": "1号窗口"}
    assert name(lead, f"clerk:{clerk.pk}") == {"clerk": clerk}
    assert [name(lead, of) for of in ("all:", f"site:{make_site().pk}", f"clerk:{make_clerk().pk}")] == [None] * 3


def test_an_inspector_of_a_street_sees_what_is_below_it() -> None:
    community = make_region(Level.COMMUNITY)
    street, site = community.parent, make_site(region=community)
    assert street
    inspector = make_user(None, VIEW_FIGURES, region=street)

    assert named({}, inspector) == named({"region": street.code}, inspector) == {"region": street}
    assert name(inspector, f"region:{community.code}") == {"region": community}
    assert name(inspector, f"site:{site.pk}") == {"site": site}
    assert [name(inspector, of) for of in ("all:", f"region:{make_region().code}", f"site:{make_site().pk}")] == [
        None
    ] * 3


def test_a_department_sees_itself() -> None:
    own, other = (Department.objects.create(name=f"演示{n}局") for n in "甲乙")
    editor = make_user(None, VIEW_FIGURES, department=own)

    assert named({}, editor) == name(editor, f"department:{own.pk}") == {"department": own}
    assert name(editor, f"department:{other.pk}") is None


@pytest.mark.parametrize(
    "of", ["nonsense", "site:", "site:x", "site:" + "9" * 30, "region:", "clerk:-1", "window:", "code:1", ":", "site:٣"]
)
def test_what_cannot_be_read_names_nobody(of: str) -> None:
    assert name(make_user(is_superuser=True), of) is None


def test_the_tree_of_regions_is_in_order_and_everything_can_be_chosen() -> None:
    make_region(Level.COMMUNITY)
    found = choices(make_user(is_superuser=True))
    depths = [len(label) - len(label.lstrip("　")) for _, label in dict(found.groups)["区划"]]

    assert found.whole
    assert depths[0] == 0
    assert max(later - earlier for earlier, later in pairwise(depths)) == 1


def test_who_sees_only_themselves_has_nothing_to_choose(django_assert_num_queries: object) -> None:
    found = choices(make_clerk())

    assert (found.whole, [options for _, options in found.groups]) == (False, [[], [], []])
