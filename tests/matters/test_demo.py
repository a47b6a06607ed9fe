"""The demo district: what the fixtures hold, and that loading them is safe to repeat."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from accounts.models import StaffUser
from matters import demo, enums
from matters.completeness import check
from matters.demo_matters import load_matter
from matters.editing import Locked
from matters.enums import Level, Necessity, Scope, Standing
from matters.models import Edition, Matter, Site
from matters.publishing import today
from matters.reviewing import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixture_file(tmp_path: Path) -> Path:
    """A matter of the district in a file that a test may spoil."""
    path = tmp_path / "matter.yaml"
    path.write_text(demo.matter_files()[0].read_text("utf-8"), "utf-8")
    return path


def spoil(path: Path, **values: object) -> None:
    path.write_text(yaml.safe_dump({**yaml.safe_load(path.read_text("utf-8")), **values}, allow_unicode=True), "utf-8")


def guides() -> list:  # type: ignore[type-arg]
    return [edition.guide for edition in Edition.objects.filter(matter__demo=True)]


def test_every_file_is_a_live_matter_of_one_edition() -> None:
    matters = Matter.objects.filter(demo=True)
    assert matters.count() == len(demo.matter_files()) >= 50
    assert set(matters.values_list("standing", flat=True)) == {Standing.LIVE}
    assert Edition.objects.filter(matter__demo=True).count() == matters.count()


def test_the_district_has_a_centre_streets_and_communities() -> None:
    levels = Counter(site.level for site in Site.objects.select_related("region").exclude(kind=enums.SiteKind.TERMINAL))
    assert levels[Level.DISTRICT] >= 1
    assert levels[Level.STREET] >= 5
    assert levels[Level.COMMUNITY] >= 6


def test_matters_are_handled_on_all_three_levels() -> None:
    handled = Counter(level for guide in guides() for level in {h.level for h in guide.handlings})
    assert set(handled) == set(Level)
    assert handled[Level.STREET] >= 20
    assert handled[Level.COMMUNITY] >= 15


def test_the_district_shows_every_way_of_handling() -> None:
    assert {h.how for guide in guides() for h in guide.handlings} == set(enums.How)


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (10, lambda g: bool(g.questions)),
        (1, lambda g: any(r.necessity == Necessity.DEFERRABLE for r in g.requirements)),
        (1, lambda g: any(r.any_of for r in g.requirements)),
        (1, lambda g: any(m.kind == enums.ModeKind.COMMITMENT for m in g.modes)),
        (1, lambda g: g.scope in (Scope.CROSS_PROVINCE, Scope.NATIONAL)),
        (1, lambda g: len(g.requirements) >= 20),
        (1, lambda g: any(m.kind == enums.ModeKind.GREEN for m in g.modes)),
    ],
    ids=["questions", "deferrable", "alternatives", "commitment", "cross-province", "20 papers", "green"],
)
def test_the_district_shows_every_kind_of_matter(number: int, what) -> None:  # type: ignore[no-untyped-def]
    assert sum(map(what, guides())) >= number


def test_every_matter_is_complete_says_its_source_and_that_it_is_a_demonstration() -> None:
    for guide in guides():
        assert [f.message for f in check(guide, today())] == [], guide.name
        assert guide.demo
        assert guide.source_note


def test_no_phone_of_the_district_can_be_rung() -> None:
    phones = {phone for g in guides() for phone in (g.consult_phone, g.complaint_phone)}
    phones |= set(Site.objects.filter(demo=True).values_list("phone", flat=True))
    assert sorted(phone for phone in phones if not phone.startswith("0372-000")) == []


def test_loading_a_file_again_changes_no_row(fixture_file: Path) -> None:
    before = list(Matter.objects.order_by("pk").values("pk", "code", "name", "standing"))
    load_matter(fixture_file)
    assert list(Matter.objects.order_by("pk").values("pk", "code", "name", "standing")) == before


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"colour": "red"}, "matter.yaml: unknown keys colour"),
        ({"matter_type": "许可"}, "matter.yaml: “许可” is none of 行政许可"),
        ({"department": "区幻想局"}, "matter.yaml: department “区幻想局” is not in places.yaml"),
        ({"limits": [{"amount": 1}]}, "matter.yaml: 'kind'"),
    ],
)
def test_a_faulty_file_is_named_with_what_is_wrong(fixture_file: Path, values: dict[str, object], message: str) -> None:
    spoil(fixture_file, **values)
    with pytest.raises(demo.BadFixture, match=message):
        load_matter(fixture_file)


def test_a_faulty_file_leaves_the_matter_as_it_was(fixture_file: Path) -> None:
    code = yaml.safe_load(fixture_file.read_text("utf-8"))["code"]
    before = Matter.objects.get(code=code).requirements.count()
    spoil(fixture_file, requirements=[], handlings=[{"level": "省", "how": "直接办理"}])
    with pytest.raises(demo.BadFixture):
        load_matter(fixture_file)
    assert Matter.objects.get(code=code).requirements.count() == before > 0


def test_the_fingerprint_changes_with_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    (tmp_path / "places.yaml").write_text("a: 1")
    first = demo.fingerprint()
    (tmp_path / "places.yaml").write_text("a: 2")
    assert demo.fingerprint() != first


def test_loading_again_names_the_editor_and_leaves_alone_what_is_in_review(fixture_file: Path) -> None:
    editor, matter = StaffUser.objects.get(username="bianji"), load_matter(fixture_file)
    spoil(fixture_file, summary="换了一句话说明")
    matter = load_matter(fixture_file, editor)
    assert (matter.summary, matter.revision, matter.edited_by) == ("换了一句话说明", 1, editor)
    submit(matter, by=editor, note="换说明")
    with pytest.raises(Locked, match="正在审核"):
        load_matter(fixture_file, editor)
