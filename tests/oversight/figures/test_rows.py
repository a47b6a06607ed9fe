"""The list behind a figure has as many rows as the figure says: every figure, every share of it, for everything that can be asked for."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import StaffUser
from benchmarks import figures_year as year
from matters.models import Department, MissedDay, Site
from notices.models import Notice
from oversight.figures.asked import Asked
from oversight.figures.counting import figures
from oversight.figures.figure import Figure
from oversight.figures.papers import paper_lines
from oversight.figures.rows import Behind, Unknown, behind
from oversight.figures.rows_of import SOURCES
from tests.counter import signed_in, text_of
from tests.factories import make_user

pytestmark = pytest.mark.django_db
AVERAGES = ("compressed", "on_site", "missed")
"""What is no count of rows."""
PERIOD = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}


@pytest.fixture
def chief() -> StaffUser:
    """Who sees everything, beside a ledger with something of every sort."""
    year.fill(year.prepare(), notices=400, first=date(2026, 1, 5), days=60)
    return make_user(is_superuser=True)


def _busiest_window() -> dict[str, Any]:
    clerk = StaffUser.objects.filter(notices__isnull=False, site__isnull=False).exclude(window="").order_by("pk")[0]
    return {"site": clerk.site, "window": clerk.window}


WHOSE: dict[str, Callable[[], dict[str, Any]]] = {
    "whole": dict,
    "region": lambda: {"region": Site.objects.filter(notices__isnull=False).order_by("pk")[0].region},
    "site": lambda: {"site": Site.objects.filter(notices__isnull=False).order_by("pk")[0]},
    "department": lambda: {"department": Department.objects.filter(matters__notices__isnull=False).order_by("pk")[0]},
    "window": _busiest_window,
    "clerk": lambda: {"clerk": StaffUser.objects.filter(notices__isnull=False).order_by("pk")[0]},
}


def rows(asked: Asked, user: StaffUser, what: str, share: str = "") -> int:
    return behind({"what": what, "share": share}, asked, user).lines.count()


def expected(figure: Figure) -> dict[str, int]:
    """What the list of a figure and of each of its shares must count, by share."""
    count = figure.value if figure.part is None else figure.part
    whole = {"": int(count or 0), **({"whole": figure.whole} if figure.whole is not None else {})}
    return {**whole, **{share.key: share.value for share in figure.shares}}


def test_every_figure_has_exactly_the_rows_it_counts(chief: StaffUser) -> None:
    for whose, named in WHOSE.items():
        asked = Asked(**PERIOD, **named())
        found = {f.key: expected(f) for f in figures(asked, chief).figures if f.key not in AVERAGES}
        assert {k: {share: rows(asked, chief, k, share) for share in shares} for k, shares in found.items()} == found, (
            whose
        )
        assert found["filings"][""] > 0, whose


def test_there_is_a_source_of_rows_for_every_figure(chief: StaffUser) -> None:
    assert set(SOURCES) == {figure.key for figure in figures(Asked(**PERIOD), chief).figures}


def test_averages_show_the_matters_they_are_taken_over(chief: StaffUser) -> None:
    asked = Asked(**PERIOD)
    found = figures(asked, chief)

    assert f"本次{rows(asked, chief, 'compressed')}项" in found["compressed"].definition
    assert rows(asked, chief, "on_site") == found["matters"].value


def test_vain_searches_are_shown_by_the_day_and_add_up(chief: StaffUser) -> None:
    MissedDay.objects.all().delete()
    MissedDay.objects.bulk_create([MissedDay(day=date(2026, 2, day), times=day) for day in (3, 5)])
    found = behind({"what": "missed"}, Asked(**PERIOD), chief)

    assert [line.cells for line in found.lines[0:10]] == [("2026-02-05", "5次"), ("2026-02-03", "3次")]
    assert figures(Asked(**PERIOD), chief)["missed"].value == 8


def test_the_visits_behind_a_missing_material_are_listed(chief: StaffUser) -> None:
    asked = Asked(**PERIOD)
    paper = max(figures(asked, chief).papers, key=lambda paper: paper.times)
    about = {"matter": str(paper.matter or ""), "bundle": str(paper.bundle or "")}
    found: Behind = behind({"what": "papers", "material": paper.material, **about}, asked, chief)

    assert found.lines.count() == paper.times > 0


@pytest.mark.parametrize(
    "query",
    [
        {"what": "nonsense"},
        {"what": "told", "share": "nonsense"},
        {"what": "told", "share": "whole"},
        {"what": "papers"},
        {"what": "papers", "material": "照片", "matter": "1", "bundle": "1"},
        {"what": "papers", "material": "照片", "matter": "9" * 40},
        {},
    ],
)
def test_what_no_figure_counts_is_unknown(query: dict[str, str]) -> None:
    with pytest.raises(Unknown):
        behind(query, Asked(**PERIOD), make_user(is_superuser=True))


def test_the_list_of_a_page_says_how_many_and_links_to_each(chief: StaffUser) -> None:
    told = figures(Asked(**PERIOD), chief)["told"].value
    answer = signed_in(chief).get(
        reverse("oversight_figure_rows") + "?what=told&since=2026-01-01&until=2026-12-31&page=2"
    )
    newest = Notice.objects.filter(kind="guidance", voiding=None).order_by("-pk")

    assert f"共 {told} 条" in text_of(answer)
    assert f'href="{reverse("counter_notice", args=[newest[50].pk])}"' in answer.content.decode()
    assert f'href="{reverse("counter_notice", args=[newest[49].pk])}"' not in answer.content.decode()


def test_a_page_of_rows_takes_the_same_queries_for_few_rows_and_for_many(chief: StaffUser) -> None:
    client = signed_in(chief)

    def queries(until: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{reverse('oversight_figure_rows')}?what=visits&since=2026-01-01&until={until}")
        return len(captured)

    queries("2026-12-31")
    assert queries("2026-01-20") == queries("2026-12-31")


def test_who_may_not_edit_gets_no_way_to_the_matter(chief: StaffUser) -> None:
    asked = Asked(**PERIOD)
    found = figures(asked, chief)

    assert {bool(line.edit_url) for line in paper_lines(found, asked, make_user())} == {False}
    assert {bool(line.edit_url) for line in paper_lines(found, asked, make_user(is_superuser=True, is_staff=True))} == {
        True
    }
