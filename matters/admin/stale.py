"""到期核对 in the admin: what is due, by department, and the POST that says it still holds."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from matters.admin.base import staff
from matters.confirming import NotLive, confirm
from matters.models import Matter
from matters.publishing import today
from matters.scoping import workable
from matters.staleness import Due, due_by_department, stale

PER_PAGE = 100


class StaleFilter(admin.SimpleListFilter):
    """Matters whose content is due to be looked through."""

    title = "核对"
    parameter_name = "stale"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "该核对了")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Matter]) -> QuerySet[Matter]:
        return stale(queryset, today()) if self.value() == "yes" else queryset


def stale_urls(model_admin: Any) -> list[URLPattern]:
    """The page, and the address to which 核对无误 is sent."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("stale/", wrap(partial(stale_page, model_admin)), name="matters_matter_stale"),
        path("<int:pk>/confirm/", wrap(partial(confirm_matter, model_admin)), name="matters_matter_confirm"),
    ]


def stale_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Every matter of the reader's own that is due."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    rows = [
        (department, due)
        for department, found in due_by_department(workable(Matter.objects.all(), request.user), today())
        for due in found
    ]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": "到期核对",
        "opts": Matter._meta,
        "page": page,
        "groups": _grouped(page.object_list),
        "may_confirm": model_admin.has_change_permission(request),
    }
    return TemplateResponse(request, "admin/matters/stale/page.html", context)


def confirm_matter(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """核对无误 for one matter of the reader's own."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    matter = get_object_or_404(workable(Matter.objects.all(), request.user), pk=pk)
    if not model_admin.has_change_permission(request, matter):
        raise PermissionDenied("您没有核对事项的权限。")
    try:
        confirm(matter, by=staff(request), day=today())
    except NotLive as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{matter.name}”已记为核对无误。")
    return redirect("admin:matters_matter_stale")


def _grouped(rows: Any) -> list[tuple[Any, list[Due]]]:
    groups: dict[Any, list[Due]] = {}
    for department, due in rows:
        groups.setdefault(department, []).append(due)
    return list(groups.items())
