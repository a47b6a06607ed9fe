"""Out and in again: the same file, the same catalog."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matters import models as m
from matters import storing
from matters.exchange.checking import faults
from matters.exchange.writing import export, exportable
from matters.keeping import copy_of
from matters.working_copy import WorkingCopy
from tests import factories
from tests.matters.exchange.bringing import bring, counts
from tests.matters.exchange.copies import working_copies

pytestmark = pytest.mark.django_db
FORMS = ("json", "csv", "xlsx")


def written(form: str, folder: Path, name: str = "a") -> bytes:
    path = folder / f"{name}.{form}"
    export(path, exportable())
    return path.read_bytes()


@pytest.mark.parametrize("form", FORMS)
def test_the_demo_district_goes_out_and_in_unchanged(tmp_path: Path, form: str) -> None:
    first = written(form, tmp_path)
    report = bring(tmp_path / f"a.{form}")
    assert (counts(report)[:2], counts(report)[3], report.problems) == ((0, 0), 0, [])
    assert written(form, tmp_path, "b") == first


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_catalog_becomes_the_one_that_was_exported(tmp_path: Path, form: str) -> None:
    first = written(form, tmp_path)
    empty_the_catalog()
    bring(tmp_path / f"a.{form}")
    assert written(form, tmp_path, "b") == first


def empty_the_catalog() -> None:
    """All matters gone; places, departments and topics stay. Editions cannot be deleted, so theirs stay behind under other codes."""
    for number, matter in enumerate(m.Matter.objects.all()):
        m.Matter.objects.filter(pk=matter.pk).update(
            code=f"OLD{number:03d}",
            name=f"旧{number}",
            implementation_code="",
            standing="retired",
            standing_reason="旧",
        )


@pytest.mark.parametrize("form", FORMS)
@given(st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_any_matter_goes_out_and_in_unchanged(form: str, data: st.DataObject) -> None:
    matter = factories.make_matter()
    keep(matter, data.draw(working_copies(code=matter.code)))
    before = copy_of(matter)
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a.{form}")
        export(path, m.Matter.objects.filter(pk=matter.pk))
        report = bring(path)
    assert (copy_of(matter), counts(report)) == (before, (0, 0, 1, 0))


def keep(matter: m.Matter, drawn: WorkingCopy) -> None:
    """As near to what was drawn as a catalog can hold."""
    sites = [factories.make_site().code for _ in range(2)]
    copy = replace(
        drawn,
        department=copy_of(matter).department,
        joint_departments=(),
        topics=(),
        desks=tuple(replace(d, site=s) for d, s in zip(drawn.desks, sites, strict=False)),
        handlings=tuple(replace(h, sites=tuple(sites[:1]), back_office=None) for h in drawn.handlings),
        requirements=tuple(replace(r, key=f"k{n}") for n, r in enumerate(drawn.requirements)),
    )
    bad = {fault.path.split("[")[0].split(".")[0] for fault in faults(copy) if not fault.is_doubt}
    blank = WorkingCopy(name=copy_of(matter).name, department=copy.department)
    copy = replace(copy, **{name: getattr(blank, name) for name in bad})
    storing.store(matter, copy_of(matter), copy)


def test_what_looks_like_a_formula_is_none_and_comes_back(tmp_path: Path) -> None:
    matter = factories.make_matter()
    for text in ("=1+1", "+86", "-5", "@甲", "'甲", "无"):
        m.Matter.objects.filter(pk=matter.pk).update(summary=text)
        for form in FORMS:
            path = tmp_path / f"a.{form}"
            export(path, m.Matter.objects.filter(pk=matter.pk))
            assert counts(bring(path)) == (0, 0, 1, 0), (text, form)
