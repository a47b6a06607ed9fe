"""Runs that try the ladder again: started by a change, watched on a page of their own, with what no longer fits."""

from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from notices.batches import runs as print_runs
from notices.batches.progress import progress_of
from notices.models import PrintRun
from notices.office import refit_runs
from notices.previewing import kept

MAY_SEE = ("notices.change_officeprofile", "notices.change_sheetwording", "matters.change_matter")


def urls(model_admin: Any) -> list[URLPattern]:
    """The pages of the runs, and the paper of previews; once, below the office profile."""
    if model_admin.opts.model_name != "officeprofile":
        return []
    wrap = model_admin.admin_site.admin_view
    return [
        path("refit/<int:pk>/", wrap(refit), name="notices_refit"),
        path("refit/<int:pk>/progress/", wrap(progress), name="notices_refit_progress"),
        path("refit/<int:pk>/cancel/", wrap(cancel), name="notices_refit_cancel"),
        path("refit/<int:pk>/again/", wrap(again), name="notices_refit_again"),
        path("look/<str:key>.pdf", paper, name="notices_look_paper"),
    ]


def start(request: HttpRequest, reason: str) -> None:
    """Have the touched sheets tried again, and say where to watch it."""
    run = refit_runs.ask_for(cast(StaffUser, request.user), reason)
    link = format_html('<a href="{}">查看进度和放不下的告知单</a>', reverse("admin:notices_refit", args=[run.pk]))
    messages.info(request, format_html("受影响的告知单正在后台重新排版。{}", link))


def last() -> PrintRun | None:
    """The newest run."""
    return refit_runs.runs().first()


@require_safe
def refit(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it has come, and what no longer fits."""
    run = _run(request, pk)
    context = {
        **admin.site.each_context(request),
        "title": "重新排版",
        "run": run,
        "progress": progress_of(run),
        "broken_off": print_runs.is_broken_off(run),
        "unfit": run.report.get("unfit", []),
    }
    return TemplateResponse(request, "admin/notices/refit.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as data."""
    return JsonResponse(progress_of(_run(request, pk)))


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    run = _run(request, pk)
    refit_runs.cancel(run)
    return redirect("admin:notices_refit", run.pk)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on after a run was broken off: a new one finds what is left."""
    run = _run(request, pk)
    if print_runs.is_broken_off(run):
        run = refit_runs.ask_for(cast(StaffUser, request.user), run.title)
    return redirect("admin:notices_refit", run.pk)


@require_safe
@login_required
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """The PDF that a look at a change shows; 404 when it is no longer kept."""
    printed = kept(key) if any(map(request.user.has_perm, MAY_SEE)) else None
    if printed is None:
        raise Http404("这份预览已经过期。")
    headers = {"Content-Disposition": 'inline; filename="preview.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(printed.data, content_type="application/pdf", headers=headers)


def _run(request: HttpRequest, pk: int) -> PrintRun:
    if not any(map(request.user.has_perm, MAY_SEE)):
        raise PermissionDenied
    return get_object_or_404(refit_runs.runs(), pk=pk)
