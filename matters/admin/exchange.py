"""Bringing matters in from files and sending them out: pages beside the list of matters. Each POST does one thing and redirects."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from accounts.models import StaffUser
from matters.admin.base import staff
from matters.admin.exchange_forms import ExportForm, ImportForm
from matters.admin.exchange_report import (
    accepted_of,
    changes_of,
    count_words,
    fresh_of,
    problem_workbook,
    problems_of,
    repair_kinds,
    severity_counts,
)
from matters.admin.exchange_state import progress_of
from matters.enums import RunKind, RunState
from matters.exchange import files, runs
from matters.exchange.outgoing import template
from matters.models import ExchangeRun, Matter
from matters.scoping import in_scope, visible, why_not_import

IMPORT_RIGHTS = ("matters.add_matter", "matters.change_matter")
EXPORT_RIGHTS = ("matters.view_matter",)
RUNS_A_PAGE = 50
View = Callable[..., HttpResponseBase]


def exchange_urls(model_admin: Any) -> list[URLPattern]:
    """The addresses below the list of matters."""

    def page(address: str, view: View, name: str) -> Any:
        checked = model_admin.admin_site.admin_view(view)
        return path(f"exchange/{address}", checked, name=f"matters_exchange_{name}")

    return [
        page("", list_page, "runs"),
        page("import/", import_page, "import"),
        page("export/", partial(export_page, model_admin), "export"),
        page("template/", template_file, "template"),
        page("<int:pk>/", run_page, "run"),
        page("<int:pk>/progress/", progress, "progress"),
        page("<int:pk>/confirm/", confirm, "confirm"),
        page("<int:pk>/cancel/", cancel, "cancel"),
        page("<int:pk>/again/", again, "again"),
        page("<int:pk>/file/", exported_file, "file"),
        page("<int:pk>/report/", report_file, "report"),
        page("<int:pk>/problems/", problems_file, "problems"),
    ]


def list_page(request: HttpRequest) -> HttpResponse:
    """Imports and exports so far, one's own."""
    require(request, *EXPORT_RIGHTS)
    found = _runs(request).defer("report", "options")[:RUNS_A_PAGE]
    return _page(request, "list", "导入导出记录", rows=[(run, runs.is_broken_off(run)) for run in found])


def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file; it is looked through and nothing is changed yet."""
    user = require(request, *IMPORT_RIGHTS)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        try:
            return _to_run(runs.receive(form.cleaned_data["file"], by=user, source=form.cleaned_data["source"]))
        except runs.Refused as refusal:
            form.add_error("file", str(refusal))
    return _page(request, "import", "导入事项", form=form)


def export_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    """Choose the kind of file for the matters of the list as it was filtered; the filter stands in the address."""
    user = require(request, *EXPORT_RIGHTS)
    try:
        matters = model_admin.get_changelist_instance(request).queryset
    except IncorrectLookupParameters:
        return redirect("admin:matters_exchange_export")
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keys = in_scope(Matter.objects.filter(pk__in=matters.order_by().values("pk")), user)
        chosen = form.cleaned_data["form"]
        return _to_run(runs.ask_for_export(by=user, form=chosen, matters=keys.values_list("pk", flat=True)))
    return _page(request, "export", "导出事项", form=form, total=matters.count(), is_filtered=bool(request.GET))


def template_file(request: HttpRequest) -> FileResponse:
    """The workbook to fill in."""
    require(request, *EXPORT_RIGHTS)
    return FileResponse(template(), as_attachment=True, filename="事项导入模板.xlsx")


@require_GET
def progress(request: HttpRequest, pk: int) -> JsonResponse:
    """How far it has come."""
    return JsonResponse(progress_of(_run(request, pk, defer=("report",))))


def run_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a run stands: its progress, what would come of it and the question whether to do it, or what came of it."""
    run = _run(request, pk)
    now = progress_of(run)
    title = f"{run.get_kind_display()}：{run.filename}"
    shown = {"run": run, "progress": now, "broken_off": runs.is_broken_off(run)}
    if now["is_moving"] or run.kind == RunKind.EXPORT:
        return _page(request, "run", title, **shown)
    severity = request.GET.get("severity", "")
    return _page(
        request,
        "run",
        title,
        **shown,
        counts=count_words(run.report),
        severity=severity,
        severities=severity_counts(run.report),
        problems=problems_of(run.report, severity, request.GET.get("page", "1")),
        kinds=repair_kinds(run.report, run.options["accepted"]) if run.state == RunState.READY else [],
        changes=changes_of(run.report),
        fresh=fresh_of(run.report),
    )


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it in, or look through it again when that is asked for or when other repairs are ticked than those that were looked at."""
    run = _run(request, pk, *IMPORT_RIGHTS)
    accepted = accepted_of(run.report, request.POST.getlist("kind"), request.POST.getlist("repair"))
    if "recheck" in request.POST:
        return _do(request, run, partial(runs.recheck, accepted=accepted))
    if accepted != run.options.get("accepted"):
        messages.warning(request, "勾选的修复有变化，已按新的勾选重新检查。请再看一遍，然后确认导入。")
        return _do(request, run, partial(runs.recheck, accepted=accepted))
    return _do(request, run, runs.confirm)


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up; its file is deleted."""
    return _do(request, _run(request, pk), runs.cancel)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up what was broken off; who may not bring in any more may not go on with it either."""
    run = _run(request, pk)
    require(request, *(IMPORT_RIGHTS if run.kind == RunKind.IMPORT else EXPORT_RIGHTS))
    return _do(request, run, runs.again)


@require_GET
def exported_file(request: HttpRequest, pk: int) -> FileResponse:
    """What an export has written. A file that was brought in is never given out again."""
    run = _run(request, pk)
    if run.kind != RunKind.EXPORT or run.state != RunState.DONE:
        raise Http404
    return _attachment(files.path_of(run), run.filename)


@require_GET
def report_file(request: HttpRequest, pk: int) -> JsonResponse:
    """The whole report, as the command prints it."""
    run = _run(request, pk)
    response = JsonResponse(run.report, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = content_disposition_header(True, f"导入报告-{run.pk}.json")
    return response


@require_GET
def problems_file(request: HttpRequest, pk: int) -> FileResponse:
    """The problems as a workbook, to be sent back to those who made the file."""
    run = _run(request, pk)
    return FileResponse(problem_workbook(run.report), as_attachment=True, filename=f"导入问题-{run.pk}.xlsx")


@admin.action(description="导出所选的事项", permissions=["view"])
def export_selected(model_admin: Any, request: HttpRequest, queryset: QuerySet[Matter]) -> HttpResponse:
    """The action of the list: to the page that asks for the kind of file, for those rows."""
    if request.POST.get("select_across") == "1":
        return redirect(f"{reverse('admin:matters_exchange_export')}?{request.GET.urlencode()}")
    keys = ",".join(str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True))
    return redirect(f"{reverse('admin:matters_exchange_export')}?pk__in={keys}")


def require(request: HttpRequest, *rights: str) -> StaffUser:
    """Who asks, when they have all those rights. Raises PermissionDenied."""
    user = staff(request)
    if not user.has_perms(rights):
        raise PermissionDenied("您没有导入导出事项的权限。")
    if set(IMPORT_RIGHTS) <= set(rights) and (reason := why_not_import(user)):
        raise PermissionDenied(reason)
    return user


def _run(request: HttpRequest, pk: int, *rights: str, defer: tuple[str, ...] = ()) -> ExchangeRun:
    require(request, *EXPORT_RIGHTS, *rights)
    return get_object_or_404(_runs(request).defer(*defer), pk=pk)


def _runs(request: HttpRequest) -> QuerySet[ExchangeRun]:
    return visible(ExchangeRun.objects.select_related("by"), request.user)


def _do(request: HttpRequest, run: ExchangeRun, step: Callable[[ExchangeRun], None]) -> HttpResponse:
    try:
        step(run)
    except runs.Refused as refusal:
        messages.error(request, str(refusal))
    return _to_run(run)


def _to_run(run: ExchangeRun) -> HttpResponse:
    return redirect("admin:matters_exchange_run", run.pk)


def _attachment(path: Path, filename: str) -> FileResponse:
    try:
        return FileResponse(path.open("rb"), as_attachment=True, filename=filename)
    except FileNotFoundError:
        raise Http404("文件已过保留期。") from None


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    shared = {**admin.site.each_context(request), "opts": Matter._meta, "title": title}
    shared["may_import"] = request.user.has_perms(IMPORT_RIGHTS)
    return TemplateResponse(request, f"admin/matters/exchange/{name}.html", {**shared, **context})
