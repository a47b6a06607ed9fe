"""The page's figures as a whole."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import figures_year as year
from matters.everyday_words.missed import count_missed
from matters.models import MissedDay
from oversight.figures import freshening
from oversight.figures.asked import Asked
from oversight.figures.counting import figures
from tests.factories import make_clerk, make_user

pytestmark = pytest.mark.django_db
PERIOD = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def somebody() -> Any:
    return make_user(None, is_superuser=True)


def queries(asked: Asked, user: Any) -> int:
    """How many a second look takes."""
    figures(asked, user)
    with CaptureQueriesContext(connection) as captured:
        figures(asked, user)
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_ledger(somebody: Any) -> None:
    ground = year.prepare(sites=3)
    year.fill(ground, notices=30, first=date(2026, 1, 5), days=2)
    before = queries(Asked(**PERIOD), somebody)
    year.fill(ground, notices=150, first=date(2026, 3, 2), days=9)
    assert queries(Asked(**PERIOD), somebody) == before == 34


def test_every_figure_says_what_it_means_and_where_its_rows_are(somebody: Any) -> None:
    found = figures(Asked(**PERIOD), somebody)
    assert len({figure.key for figure in found.figures}) == len(found.figures)
    assert all(figure.definition.endswith("。") and figure.rows for figure in found.figures)


def test_a_clerk_has_no_catalog_and_nobody_but_the_district_has_searches(somebody: Any) -> None:
    clerk = make_clerk()
    groups = {
        name: [group.key for group in figures(Asked(**PERIOD, **of), somebody).groups]
        for name, of in (("whole", {}), ("site", {"site": clerk.site}), ("clerk", {"clerk": clerk}))
    }
    common = ["told", "visits", "in_time", "satisfaction", "cases"]
    assert groups == {"whole": [*common, "catalog", "searches"], "site": [*common, "catalog"], "clerk": common}


def test_nothing_to_count_is_no_rate(somebody: Any) -> None:
    found = figures(Asked(**PERIOD, clerk=make_clerk()), somebody)
    assert (found["told"].value, found["signed"].value, found["content"].value) == (0, None, None)


def test_before_anything_was_counted_the_page_can_say_so(somebody: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(freshening, "AT_HAND", 5)
    year.fill(year.prepare(sites=3), notices=150, first=date(2026, 1, 5), days=2)
    found = figures(Asked(**PERIOD), somebody)
    assert (found.is_ready, found["told"].value, found["content"].part >= 0) == (False, 0, True)


def test_a_window_has_the_figures_of_its_clerks(somebody: Any) -> None:
    ground = year.prepare(sites=2)
    year.fill(ground, notices=80, first=date(2026, 1, 5), days=3)
    site = ground.sites[0]
    window = figures(Asked(**PERIOD, site=site, window="1号窗口"), somebody)
    (clerks,) = (table.rows for table in window.tables if table.by == "clerk")
    assert sum(row.told for row in clerks) == window["told"].value
    assert {row.pk for row in clerks} <= {one.pk for one in ground.clerks[site.pk] if one.window == "1号窗口"}
    (row,) = (row for row in figures(Asked(**PERIOD, site=site), somebody).tables[3].rows if row.window == "1号窗口")
    assert (row.told, row.filings, row.rated) == (
        window["told"].value, window["filings"].value, sum(one.rated for one in clerks),
    )  # fmt: skip


def test_a_vain_search_counts_for_its_day() -> None:
    assert [count_missed("火星居住证"), count_missed("火星居住证"), count_missed("13800000000")] == [True, True, False]
    assert list(MissedDay.objects.values_list("times", flat=True)) == [2]
