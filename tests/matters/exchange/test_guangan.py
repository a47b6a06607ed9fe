"""An excerpt of a real district's list: names, departments and codes, with its dirt."""

from collections import Counter
from pathlib import Path

import pytest

from matters.models import Matter
from matters.models.matter import Matter as Row
from tests.matters.exchange.bringing import bring, counts

pytestmark = pytest.mark.django_db
EXCERPT = Path(__file__).parent / "data" / "guangan_excerpt.csv"
ROWS = len(EXCERPT.read_text("utf-8-sig").splitlines()) - 1


def test_every_row_becomes_a_draft_with_department_type_and_code() -> None:
    assert counts(bring(EXCERPT)) == (ROWS, 0, 0, 0)
    first = Matter.objects.get(implementation_code="511Z07001006-511602000000-000-11511301008778183N-1-00")
    assert (first.name, first.standing, first.matter_type, first.department.name, first.department.code) == (
        "企业投资项目备案（技术改造）（市级/县级）", "draft", "other", "区经信局", "11511301008778183N",
    )  # fmt: skip


def test_a_second_run_changes_nothing() -> None:
    bring(EXCERPT)
    assert counts(bring(EXCERPT)) == (0, 0, ROWS, 0)


def test_a_dry_run_writes_nothing() -> None:
    before = Matter.objects.count()
    assert (counts(bring(EXCERPT, dry_run=True)), Matter.objects.count()) == ((ROWS, 0, 0, 0), before)


def test_every_code_is_as_it_was_in_the_file() -> None:
    bring(EXCERPT)
    lines = EXCERPT.read_text("utf-8-sig").splitlines()[1:]
    codes = Counter(line.split(",")[3] for line in lines if '"' not in line)
    stored = Counter(Row.objects.filter(implementation_code__in=codes).values_list("implementation_code", flat=True))
    assert stored == codes
