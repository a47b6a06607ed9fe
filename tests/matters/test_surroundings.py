"""What comes with an edition in one query is what the tables say."""

import pytest

from matters.enums import Level, Standing
from matters.handling_places import handling, place_in, places_for
from matters.lookup import find
from matters.models import Bundle, Edition, Matter, Site
from matters.publishing import today
from matters.site_visits import days_around
from matters.surroundings import surrounding, surroundings
from tests.bundles import make_live_bundle, member
from tests.counter import turned

pytestmark = pytest.mark.django_db


def _found(code):
    found = find(code, today(), beside=surroundings(today()))
    return found.matter, found.edition, surrounding(found.edition)


def test_places_are_those_of_the_tables_in_the_same_order():
    code = (
        Matter.objects.public().filter(desks__isnull=False, handlings__level=Level.COMMUNITY).order_by("code")[0].code
    )
    Site.objects.filter(desks__matter__code=code).first().hours.create(weekdays="6", opens="9:00", closes="11:00")
    matter, edition, around = _found(code)
    assert [place_in(edition.guide, one) for one in handling(edition.guide, around.located())] == places_for(
        edition.guide, matter
    )


def test_the_calendar_is_that_of_the_table():
    assert _found("MRK5A3")[2].calendar() == days_around(today())


def test_bundles_are_the_live_ones_the_matter_is_in():
    named = Bundle.objects.filter(members__matter__code="MRK5A3", standing=Standing.LIVE).values_list("name", flat=True)
    assert [bundle.name for bundle in _found("MRK5A3")[2].its_bundles()] == list(named) == ["结婚落户一件事"]


def test_bundles_are_named_as_their_editions_name_them_and_only_when_one_holds():
    Bundle.objects.filter(members__matter__code="MRK5A3").update(name="还在写的名称")
    matter = Matter.objects.get(code="MRK5A3")
    coming = Bundle.objects.create(name="还没公布", lead_department=matter.department, standing=Standing.LIVE)
    coming.members.create(matter=matter, stage=1)
    assert [bundle.name for bundle in _found("MRK5A3")[2].its_bundles()] == ["结婚落户一件事"]


def test_halted_are_the_members_of_the_edition_that_are_not_live(settings):
    settings.PUBLICATION_GATES = []
    bundle = make_live_bundle()
    turned(member(bundle, 2), Standing.SUSPENDED)
    edition = Edition.objects.filter(bundle=bundle).annotate(**surroundings(today())).get()
    halted = surrounding(edition).halted_members()
    assert {code: (m.name, m.standing) for code, m in halted.items()} == {
        member(bundle, 2).code: ("试行卫生许可", Standing.SUSPENDED)
    }
