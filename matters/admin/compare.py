"""“与现行版本对照”: the edition in force and the draft beside each other."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from matters.freezing import freeze, ready_to_freeze
from matters.models import Matter
from matters.publishing import edition_in_force
from matters.side_by_side import side_by_side


def compare_urls(model_admin: Any) -> list[URLPattern]:
    """The page's address, below the matter's."""
    view = model_admin.admin_site.admin_view(partial(compare_page, model_admin))
    return [path("<int:pk>/compare/", view, name="matters_matter_compare")]


def compare_page(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Changed blocks only; `?all=1` shows every block and line."""
    matter = get_object_or_404(model_admin.get_queryset(request), pk=pk)
    if not model_admin.has_view_permission(request, matter):
        raise PermissionDenied
    edition = edition_in_force(matter)
    blocks = side_by_side(edition.guide, freeze(ready_to_freeze().get(pk=pk))) if edition else []
    context = {
        **admin.site.each_context(request),
        "opts": Matter._meta,
        "title": f"与现行版本对照：{matter.name}",
        "matter": matter,
        "matter_url": reverse("admin:matters_matter_change", args=[matter.pk]),
        "edition": edition,
        "blocks": [b for b in blocks if b.changed or "all" in request.GET],
        "changed": sum(b.changed for b in blocks),
        "show_all": "all" in request.GET,
    }
    return TemplateResponse(request, "admin/matters/matter/compare.html", context)
