"""The demo's 一件事: loaded, published, and loaded again."""

import pytest

from matters import demo_bundles
from matters.bundle_flags import flags
from matters.bundling import composed
from matters.demo import BadFixture, read
from matters.enums import Standing
from matters.models import Bundle
from matters.publishing import edition_in_force
from notices import demo as loader
from tests.bundles import move_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_gates(settings):
    settings.PUBLICATION_GATES = []


def test_every_bundle_of_the_file_is_live_and_as_its_matters_say():
    codes = [row["code"] for row in read("bundles.yaml")["bundles"]]
    bundles = Bundle.objects.filter(code__in=codes)
    assert sorted(codes) == sorted(bundles.values_list("code", flat=True))
    assert {bundle.standing for bundle in bundles} == {Standing.LIVE}
    assert flags(bundles) == []


def test_loading_again_changes_nothing():
    before = list(Bundle.objects.order_by("pk").values_list("pk", "revision"))
    demo_bundles.load_bundles()
    assert list(Bundle.objects.order_by("pk").values_list("pk", "revision")) == before


def test_a_changed_member_is_merged_again_by_the_loader():
    bundle = Bundle.objects.get(code="BE7X5M")
    move_on(bundle.members.first().matter)
    assert loader._publish_bundles([bundle], lambda *_: None, 1) == 1
    assert edition_in_force(bundle).guide == composed(bundle)


def test_an_unknown_word_of_the_file_is_named(monkeypatch):
    rows = read("bundles.yaml")
    rows["bundles"][0]["members"][0]["matter"] = "NOPE22"
    monkeypatch.setattr(demo_bundles, "read", lambda _: rows)
    with pytest.raises(BadFixture, match="NOPE22"):
        demo_bundles.load_bundles()
    rows["bundles"][0]["colour"] = "red"
    with pytest.raises(BadFixture, match="colour"):
        demo_bundles.load_bundles()
