"""The monthly report: the same numbers in sentences, tables, on paper and in a workbook."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import StaffUser
from benchmarks import figures_year as year
from matters.models import Site
from oversight.access import VIEW_FIGURES
from oversight.figures.asked import Asked
from oversight.figures.counting import figures
from oversight.figures.monthly import MonthlyReport, report
from oversight.figures.monthly_paper import print_monthly, render_monthly
from tests.counter import audited, signed_in, text_of
from tests.factories import local, make_clerk, make_user
from tests.paper import Paper

pytestmark = pytest.mark.django_db
FEBRUARY = Asked(since=date(2026, 2, 1), until=date(2026, 2, 28))


@pytest.fixture
def chief() -> StaffUser:
    """Who sees everything, beside two months of a ledger."""
    year.fill(year.prepare(), notices=120, first=date(2026, 1, 5), days=50)
    return make_user(is_superuser=True)


def made(user: StaffUser, asked: Asked = FEBRUARY) -> MonthlyReport:
    return report(asked, user, made_at=local(2026, 3, 2))


def test_the_main_table_has_every_figure_and_its_number_of_the_month_before(chief: StaffUser) -> None:
    found, past = figures(FEBRUARY, chief), figures(Asked(since=date(2026, 1, 1), until=date(2026, 1, 31)), chief)
    rows = {row.cells[1]: row.cells for row in made(chief).main.rows}

    assert list(rows) == [figure.name for figure in found.figures]
    assert (rows["一次性告知单"][3], rows["一次性告知单"][7]) == (found["told"].value, past["told"].value)
    assert rows["签收率"][5:7] == (found["signed"].part, found["signed"].whole)
    assert rows["在办事项"][7] is None


def test_the_notes_are_numbered_as_in_the_table(chief: StaffUser) -> None:
    found = made(chief)

    assert [row.cells[2] for row in found.main.rows] == list(range(1, len(found.definitions) + 1))
    assert [row.cells[1] for row in found.main.rows] == [name for name, _ in found.definitions]


def test_it_begins_with_the_month_in_sentences(chief: StaffUser) -> None:
    told = figures(FEBRUARY, chief)["told"].value

    assert made(chief).words[0].startswith(f"本月出具一次性告知单{told}张，签收率")


def test_a_month_without_anything_says_so() -> None:
    found = made(make_user(is_superuser=True))

    assert found.words == ("本月没有出具一次性告知单。",)
    assert "本月没有人缺过告知单上写明的材料" in render_monthly(found)


def test_the_paper_escapes_what_names_hold(chief: StaffUser) -> None:
    hostile = replace(made(chief), office="<script>alert(1)</script>", whose="</title><img src=x>")
    html = render_monthly(hostile)

    assert "<script" not in html
    assert "<img src=x>" not in html


def test_the_paper_is_a4_tagged_signed_and_always_the_same(chief: StaffUser) -> None:
    found = made(chief)
    first, second = print_monthly(found), print_monthly(found)
    paper = Paper(first.data)

    assert first.data == second.data
    assert first.pages >= 2
    assert all(word in paper.text for word in ("一次性告知工作月报", "怎么算的", "制表"))


def test_the_workbook_has_a_sheet_a_table_and_goes_on_record(chief: StaffUser) -> None:
    client = signed_in(chief)
    answer = client.post(reverse("oversight_month_export") + "?month=2026-02")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    main = {row[1]: row for row in book["主要数字"].iter_rows(min_row=4, values_only=True)}

    assert book.sheetnames[-1] == "口径说明"
    assert main["一次性告知单"][3] == figures(FEBRUARY, chief)["told"].value
    assert audited("export") == [("export", "统计月报", {"whose": "全区", "month": "2026年2月"})]


def test_to_export_is_a_post(chief: StaffUser) -> None:
    assert signed_in(chief).get(reverse("oversight_month_export")).status_code == 405
    assert audited("export") == []


def test_the_page_shows_whose_month_it_is_and_leads_to_the_rows(chief: StaffUser) -> None:
    answer = signed_in(chief).get(reverse("oversight_month") + "?month=2026-02")

    assert "全区 2026年2月 一次性告知工作月报" in text_of(answer)
    assert "?what=told&amp;since=2026-02-01&amp;until=2026-02-28" in answer.content.decode()


@pytest.mark.parametrize("page", ["oversight_figures", "oversight_month", "oversight_month_pdf"])
def test_another_site_is_not_there_for_a_site_lead(page: str) -> None:
    lead = make_user(make_clerk().site, VIEW_FIGURES)
    other = make_clerk().site
    assert isinstance(other, Site)

    assert signed_in(lead).get(reverse(page), {"site": other.code}).status_code == 404


def test_the_rows_of_another_site_are_not_there(chief: StaffUser) -> None:
    lead = make_user(make_clerk().site, VIEW_FIGURES)
    query: dict[str, Any] = {"what": "told", "of": f"site:{Site.objects.exclude(pk=lead.site_id)[0].pk}"}

    assert signed_in(lead).get(reverse("oversight_figure_rows"), query).status_code == 404
