"""办事地点: found by community or street, nearest first, and one with its hours."""

import pytest

from matters.enums import How, Level
from matters.guide import Handling
from matters.handling_places import nearest_others, places_for
from matters.models import Region, Site
from matters.place import areas, distance
from matters.sites import directory
from tests.factories import make_guide, make_published, make_site


def region(code, name, level, parent=None):
    return Region.objects.create(code=code, name=name, level=level, parent=parent)


def every_level():
    return tuple(Handling(level=level, how=How.DIRECT) for level in Level)


@pytest.fixture
def town(db):
    """A district with two streets and three communities, a site in each region but the last community; no other site is open."""
    Site.objects.update(is_active=False)
    district = region("990000000000", "某区", Level.DISTRICT)
    lamp = region("990000001000", "天灯路街道", Level.STREET, district)
    flag = region("990000010000", "天旗路街道", Level.STREET, district)
    free = region("990000001001", "天由路社区", Level.COMMUNITY, lamp)
    shore = region("990000010001", "天滨社区", Level.COMMUNITY, flag)
    region("990000001002", "天达园社区", Level.COMMUNITY, lamp)
    for code, where in (("centre", district), ("lamp", lamp), ("flag", flag), ("free", free), ("shore", shore)):
        make_site(code=code, name=f"{where.name}的地点", region=where)


def codes(places):
    return [place.code for place in places]


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [
        ("410503003001", "410503003001", 0),
        ("410503003001", "410503003000", 1),
        ("410503003001", "410503003002", 2),
        ("410503003001", "410503000000", 2),
        ("410503003001", "410503010000", 3),
        ("410503003001", "410503010001", 4),
    ],
)
def test_distance_counts_steps_in_the_tree_not_equal_digits(one, other, steps):
    assert (distance(one, other), distance(other, one)) == (steps, steps)


@pytest.mark.parametrize("typed", ["天达园社区", "天达园", "天达"])
def test_a_community_without_a_site_leads_to_its_streets_sites_first(town, typed):
    found = directory(typed)
    assert (found.area, codes(found.near)[:2]) == ("天达园社区", ["lamp", "centre"])


def test_a_regions_code_is_enough(town):
    assert codes(directory(at="990000010001").near) == ["shore", "flag", "centre", "lamp", "free"]


def test_all_sites_stand_under_their_street(town):
    branches = [(b.street, codes(b.sites)) for b in directory().branches]
    assert branches == [("某区", ["centre"]), ("天灯路街道", ["lamp", "free"]), ("天旗路街道", ["flag", "shore"])]


def test_a_site_is_found_by_its_name_and_nonsense_finds_nothing(town):
    assert codes(directory("某区的地点").matched) == ["centre"]
    assert (directory("外星").matched, directory("外星").near, directory("\0").near) == ((), (), ())


def test_a_sheet_names_its_own_streets_site_before_any_other(town):
    places = places_for(make_guide(handlings=every_level()), make_published())
    own = next(p for p in places if p.code == "free")
    assert codes(nearest_others(own, places)) == ["lamp", "centre", "flag"]


def test_places_come_in_one_query_with_hours_desk_and_way(town, django_assert_num_queries):
    matter = make_published()
    site = Site.objects.get(code="lamp")
    site.hours.all().delete()
    site.hours.create(weekdays="12345", opens="13:30", closes="17:00")
    site.hours.create(weekdays="12345", opens="9:00", closes="12:00")
    matter.desks.create(site=site, address="别处1号", note="请走西门", promised_amount=0)
    with django_assert_num_queries(1):
        places = places_for(make_guide(handlings=every_level()), matter)
    place = next(p for p in places if p.code == "lamp")
    assert (place.address, place.note, place.promised.amount, place.how, place.branch) == (
        "别处1号", "请走西门", 0, "直接办理", ("天灯路街道",),
    )  # fmt: skip
    assert place.hours == "周一至周五 13:30—17:00、9:00—12:00，法定节假日除外"


def test_areas_to_choose_from_are_the_streets_and_communities_of_the_places(town):
    places = places_for(make_guide(handlings=every_level()), make_published())
    assert [a.name for a in areas(places)] == ["天灯路街道", "天由路社区", "天旗路街道", "天滨社区"]


def test_pages_take_few_queries_and_unknown_sites_are_not_found(town, client, django_assert_num_queries):
    for path, queries in {"/sites/": 3, "/sites/?q=天达园": 3, "/sites/lamp/": 7}.items():
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200
    assert client.get("/sites/nowhere/").status_code == 404


def test_a_guide_page_keeps_where_one_is_in_its_links(town, client):
    matter = make_published(make_guide(handlings=every_level()))
    page = client.get(f"/g/{matter.code}/?at=990000010001").content.decode()
    assert "离天滨社区近的" in page
    assert "近的</h3>" not in client.get(f"/g/{matter.code}/?at=123").content.decode()
