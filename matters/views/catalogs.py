"""实施清单: how many matters each level has, and the catalogs of levels and sites as page, print and workbook."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.workbooks import new_file, workbook
from matters import catalogs
from matters.catalog_workbook import write_workbook
from matters.catalogs import Scope
from matters.enums import Level
from matters.models import Site
from matters.publishing import today
from matters.views.caching import tagged
from matters.views.reading import read_only
from matters.views.shown import fingerprint

PER_PAGE = 50
PER_PRINT = 1000
"""Rows of one page to print; what is beyond has pages of its own."""


@read_only
def overview(request: HttpRequest) -> HttpResponse:
    """`/catalog/`: how many matters each level has, and where their catalogs are."""
    context = {"tallies": list(catalogs.tallies(today())), "day": today()}
    return _tagged(request, "matters/catalogs/overview.html", context, context)


@read_only
def level_catalog(request: HttpRequest, level: str) -> HttpResponse:
    """`/catalog/<level>/`."""
    return _page(request, _level(level), reverse("level_catalog", args=[level]))


@read_only
def level_print(request: HttpRequest, level: str) -> HttpResponse:
    """`/catalog/<level>/print/`."""
    return _print(request, _level(level))


@read_only
def level_workbook(request: HttpRequest, level: str) -> HttpResponse:
    """`/catalog/<level>/catalog.xlsx`."""
    return _workbook(_level(level))


@read_only
def site_catalog(request: HttpRequest, code: str) -> HttpResponse:
    """`/sites/<code>/catalog/`."""
    return _page(request, _site(code), reverse("site_catalog", args=[code]))


@read_only
def site_print(request: HttpRequest, code: str) -> HttpResponse:
    """`/sites/<code>/catalog/print/`."""
    return _print(request, _site(code))


@read_only
def site_workbook(request: HttpRequest, code: str) -> HttpResponse:
    """`/sites/<code>/catalog/catalog.xlsx`."""
    return _workbook(_site(code))


def _level(level: str) -> Scope:
    if level not in Level.values:
        raise Http404
    return catalogs.level_scope(Level(level))


def _site(code: str) -> Scope:
    return catalogs.site_scope(get_object_or_404(Site.objects.select_related("region"), code=code, is_active=True))


def _page(request: HttpRequest, scope: Scope, address: str) -> HttpResponse:
    rows = _rows(request, scope, PER_PAGE)
    return _tagged(request, "matters/catalogs/page.html", {**rows, "address": address}, scope.title, *_said(rows))


def _print(request: HttpRequest, scope: Scope) -> HttpResponse:
    rows = _rows(request, scope, PER_PRINT)
    return _tagged(request, "matters/catalogs/print.html", rows, scope.title, *_said(rows))


def _said(rows: dict[str, Any]) -> tuple[object, ...]:
    """All that a page of such rows says."""
    return rows["entries"], rows["page"].paginator.count, rows["day"]


def _tagged(request: HttpRequest, template: str, context: Mapping[str, object], *made_of: object) -> HttpResponse:
    return tagged(request, fingerprint(request, *made_of), lambda: render(request, template, context))


def _rows(request: HttpRequest, scope: Scope, per_page: int) -> dict[str, Any]:
    page = Paginator(catalogs.edition_keys(scope, today()), per_page).get_page(request.GET.get("page"))
    return {
        "scope": scope,
        "page": page,
        "entries": catalogs.entries(scope, list(page)),
        "columns": catalogs.COLUMNS,
        "day": today(),
        "query": "?",
    }


def _workbook(scope: Scope) -> HttpResponse:
    file = new_file()
    title = f"{scope.title}（{today():%Y年%m月%d日}生效的版本）"
    write_workbook(file, title, catalogs.every_entry(scope, today()))
    return workbook(file, f"{scope.title}.xlsx")
