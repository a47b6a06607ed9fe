"""“要重新合并的一件事”: all bundles whose matters moved on, each with its button, and one for all."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from matters.admin.bundle_deeds import PERMISSION, merge_and_tell
from matters.bundle_flags import flags
from matters.models import Bundle
from matters.scoping import why_not


def flagged_urls(model_admin: Any) -> list[URLPattern]:
    """The page's address, below the list's."""
    return [
        path(
            "flagged/",
            model_admin.admin_site.admin_view(partial(_flagged_page, model_admin)),
            name="matters_bundle_flagged",
        )
    ]


def _flagged_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """The list; a POST publishes all that can be, one after the other, and says of each what came of it."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    found = flags(model_admin.get_queryset(request))
    may = request.user.has_perm(PERMISSION)
    if request.method == "POST":
        if not may:
            raise PermissionDenied("您没有发布一件事的权限。")
        for flag in found:
            if not flag.obstacles and not why_not(flag.bundle, request.user):
                merge_and_tell(request, flag.bundle)
        return redirect("admin:matters_bundle_flagged")
    context = {
        **admin.site.each_context(request),
        "opts": Bundle._meta,
        "title": "要重新合并的一件事",
        "flags": found,
        "ready": sum(not flag.obstacles for flag in found),
        "may_publish": may,
    }
    return TemplateResponse(request, "admin/matters/bundle/flagged.html", context)
