"""Every figure equals an independent count in plain SQL over a generated year, whatever the period and whoever's they are."""

import os
from datetime import date

import pytest
from django.db import connection

from benchmarks import figures_ours as ours
from benchmarks import figures_sql as sql
from benchmarks import figures_year as year
from matters.models import Department, Site
from oversight.figures import freshening, of_papers
from oversight.figures.asked import Asked
from oversight.figures.counting import count
from oversight.figures.figure import Figures
from oversight.models import Tally

pytestmark = pytest.mark.django_db

MANY = 200_000 if os.environ.get("FULL") else 2_000
TODAY = date(2026, 8, 20)
PERIODS = (
    (date(2026, 1, 1), date(2026, 12, 31)),
    (date(2026, 1, 15), date(2026, 4, 10)),
    (date(2026, 2, 1), date(2026, 2, 28)),
    (date(2026, 2, 14), date(2026, 2, 14)),  # a Saturday that is worked (调休)
    (date(2025, 1, 1), date(2025, 12, 31)),
)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The year, counted; no paper left out of the list."""
    monkeypatch.setattr(of_papers.papers, "__defaults__", (100_000,))
    year.fill(year.prepare(), notices=MANY, first=date(2026, 1, 1), days=240)
    freshening.from_scratch()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the plain SQL takes minutes on a PostgreSQL that does not know its tables yet


def figures(since: date, until: date, **of: object) -> Figures:
    return count(Asked(since=since, until=until, **of), today=TODAY, counted_at=None)  # type: ignore[arg-type]


def test_every_figure_equals_a_count_in_plain_sql(counted: None) -> None:
    for period in PERIODS:
        found = figures(*period)
        assert ours.ledger(found) == sql.ledger(*period, TODAY)
        assert ours.voices(found) == sql.voices(*period, TODAY)
        assert ours.told_by(found) == sql.told_by(*period, TODAY)


def test_the_figures_of_a_place_or_office_equal_a_count_of_its_documents(counted: None) -> None:
    site = Site.objects.filter(region__level="street")[0]
    department = Department.objects.get(pk=Tally.objects.filter(department__isnull=False)[0].department_id)
    street = site.region
    below = (
        "SELECT s.id FROM matters_site s JOIN matters_region g ON g.id = s.region_id WHERE {0} IN (g.id, g.parent_id)"
    )
    led = (
        "n.matter_id IN (SELECT id FROM matters_matter WHERE department_id = {0}) "
        "OR n.bundle_id IN (SELECT id FROM matters_bundle WHERE lead_department_id = {0})"
    )
    for scope, of in (
        (f"n.site_id = {site.pk}", {"site": site}),
        (f"n.site_id IN ({below.format(street.pk)})", {"region": street}),
        (led.format(department.pk), {"department": department}),
    ):
        for period in PERIODS[:2]:
            assert ours.ledger(figures(*period, **of)) == sql.ledger(*period, TODAY, scope=scope)


def test_tables_and_months_add_up_to_the_whole(counted: None) -> None:
    whole = figures(*PERIODS[0])
    for table in whole.tables:
        assert sum(row.told for row in table.rows) == whole["told"].value, table.by
        assert sum(row.filings for row in table.rows) == whole["filings"].value, table.by
    assert [month.first.month for month in whole.months] == list(range(1, 13))
    assert sum(month.told for month in whole.months) == whole["told"].value
    assert sum(month.repeated for month in whole.months) == whole["repeated"].part
