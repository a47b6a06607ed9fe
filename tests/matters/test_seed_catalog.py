"""The synthetic catalog: complete, reproducible, topped up, and no neighbour disturbed."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from matters import seeding_catalog
from matters.completeness import check
from matters.models import Edition, Matter
from matters.plain import digest
from matters.publishing import edition_in_force, today
from matters.seeding_catalog import code_of
from notices import demo
from notices.composing import gather
from notices.fitting import publication_gate
from tests import factories

pytestmark = pytest.mark.django_db


def synthetic() -> list[Matter]:
    return list(Matter.objects.filter(code__startswith="ZZ"))


def test_every_number_has_a_code_of_its_own_form() -> None:
    assert [code_of(n) for n in (0, 1, 30, 899)] == ["ZZ2222", "ZZ2223", "ZZ2232", "ZZ22ZZ"]


def test_a_seeded_matter_is_live_and_marked_with_eight_materials() -> None:
    seeding_catalog.seed(3)
    assert [(m.code, m.standing, m.demo, m.requirements.count()) for m in synthetic()] == [
        ("ZZ2222", "live", True, 8),
        ("ZZ2223", "live", True, 8),
        ("ZZ2224", "live", True, 8),
    ]


def test_the_checks_of_publishing_find_nothing() -> None:
    seeding_catalog.seed(70)
    assert [f for m in synthetic() for f in check(edition_in_force(m).guide, today())] == []


@pytest.mark.pdf
def test_the_sheet_fits_its_page() -> None:
    seeding_catalog.seed(1)
    matter = synthetic()[0]
    assert publication_gate(edition_in_force(matter).guide, matter, 1).findings == []


def test_what_is_published_is_the_working_copy() -> None:
    seeding_catalog.seed(1)
    edition = edition_in_force(synthetic()[0])
    assert (edition.number, edition.is_intact, digest(edition.guide)) == (1, True, edition.sha256)


def test_an_agent_brings_one_paper_more() -> None:
    seeding_catalog.seed(1)
    edition = edition_in_force(synthetic()[0])
    counts = [len(gather(edition, {"who": who}).guide.requirements) for who in ("self", "agent")]
    assert counts == [7, 8]


def test_a_second_run_only_adds_what_is_missing() -> None:
    assert [seeding_catalog.seed(n) for n in (3, 3, 5, 2)] == [3, 0, 2, 0]
    assert Edition.objects.filter(matter__code__startswith="ZZ").count() == 5


def test_the_same_number_is_the_same_matter_in_whatever_steps_it_came() -> None:
    def contents(*steps: int) -> list[str]:
        with transaction.atomic():
            for count in steps:
                seeding_catalog.seed(count)
            found = [edition_in_force(m).sha256 for m in synthetic()]
            transaction.set_rollback(True)
        return found

    assert contents(3) == contents(1, 3)


def test_the_demo_district_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notices.demo.catalog.fingerprint", lambda: "changed")
    before = Edition.objects.count()
    seeding_catalog.seed(2)
    demo.load()
    assert Edition.objects.count() == before + 2


def test_a_database_with_real_data_is_refused() -> None:
    factories.make_matter(demo=False)
    with pytest.raises(CommandError, match="有正式数据"):
        call_command("seed_catalog", "1")
    assert synthetic() == []


@pytest.mark.parametrize("count", [-1, 810001])
def test_a_number_out_of_range_is_refused(count: int) -> None:
    with pytest.raises(seeding_catalog.Refused, match="0到810000之间"):
        seeding_catalog.seed(count)


def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("seed_catalog", "2")
    assert capsys.readouterr().out == "合成目录应有2个事项，本次新增2个。\n"
