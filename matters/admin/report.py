"""目录质量 in the admin: what is missing or doubtful, by department, with the way to each matter."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from matters.admin.overview import anchor
from matters.catalog_report import Row, matter_rows, place_rows, summaries
from matters.completeness import Severity
from matters.enums import Standing
from matters.models import Department, Matter
from matters.publishing import today
from matters.scoping import departments_in_scope

AT_ONCE = 1500
"""Matters that are checked while somebody waits (some five seconds); a larger catalog is looked at department by department."""
PER_PAGE = 100


def report_urls(model_admin: Any) -> list[URLPattern]:
    """The summary, and the page of one department."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("report/", wrap(partial(report, model_admin)), name="matters_matter_report"),
        path(
            "report/<int:pk>/", wrap(partial(department_report, model_admin)), name="matters_matter_report_department"
        ),
    ]


def report(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """A line a department: how many matters, and what was found in them where that can be said at once."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    departments = departments_in_scope(Department.objects.all(), request.user)
    kept = Matter.objects.filter(department__in=departments).exclude(standing=Standing.RETIRED)
    is_small = kept.count() <= AT_ONCE
    counted = departments.annotate(held=Count("matters", filter=~Q(matters__standing=Standing.RETIRED)))
    context = {
        **admin.site.each_context(request),
        "title": "目录质量",
        "opts": Matter._meta,
        "summaries": summaries(departments, today()) if is_small else None,
        "departments": counted.filter(held__gt=0),
    }
    return TemplateResponse(request, "admin/matters/report/summary.html", context)


def department_report(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Everything found in one department."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    department = get_object_or_404(departments_in_scope(Department.objects.all(), request.user), pk=pk)
    matters = Matter.objects.filter(department=department)
    rows = [*matter_rows(matters, today()), *place_rows([department])]
    rows.sort(key=lambda row: row.finding.severity != Severity.ERROR)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": f"目录质量：{department}",
        "opts": Matter._meta,
        "page": page,
        "findings": _linked(list(page.object_list)),
    }
    return TemplateResponse(request, "admin/matters/report/department.html", context)


def _linked(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows with the matter each is about, where it is about one, and the place on its page."""
    matters = {m.code: m for m in Matter.objects.filter(code__in={row.code for row in rows}).only("code", "name")}
    return [{"row": row, "matter": matters.get(row.code), "anchor": anchor(row.finding.field)} for row in rows]
