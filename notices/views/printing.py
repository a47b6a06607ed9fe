"""Printing many blank sheets into one file: what to print and how many, the progress, the file. Each POST does one thing and redirects."""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from notices.access import ISSUE, StaffRequest
from notices.batches import files as print_files
from notices.batches import runs as print_runs
from notices.batches.batching import Batch, gather_batch
from notices.batches.forms import BatchForm
from notices.batches.progress import progress_of, time_words
from notices.enums import PrintState
from notices.models import PrintRun

CATALOG = "matters.view_matter"
RUNS_SHOWN = 20
LEFT_OUT_SHOWN = 30
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]


def printer(view: StaffView[P]) -> View[P]:
    """Lets in clerks, and who may look at the catalog's sheets anyway. What they can print their scope decides."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        user = cast(StaffUser, request.user)
        if not (user.has_perm(CATALOG) or (user.has_perm(ISSUE) and user.site_id)):
            raise PermissionDenied("您的账号没有批量打印的权限。需要的话，请联系系统管理员开通。")
        return view(cast(StaffRequest, request), *args, **kwargs)

    return cast(View[P], login_required(checked))


@require_safe
@printer
def batches(request: StaffRequest) -> HttpResponse:
    """Choose what to print (in the address), see how many sheets that makes, and the batches so far."""
    form = BatchForm(request.user, request.GET if _is_asked(request) else None, initial=_picked(request))
    looked: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        found = gather_batch(form.selection, request.user)
        looked = {"batch": found, "refusal": print_runs.why_not(found), **_words(found, form)}
    context = {"form": form, "key": secrets.token_urlsafe(16), "rows": _rows(request), **looked}
    return render(request, "notices/printing/batches.html", context, status=400 if form.errors else 200)


@require_POST
@printer
def start(request: StaffRequest) -> HttpResponse:
    """Have it printed."""
    form = BatchForm(request.user, request.POST)
    if not form.is_valid():
        messages.error(request, "选择有误，请重新选。")
        return redirect("print_batches")
    try:
        key = request.POST.get("key", "")[:64] or secrets.token_urlsafe(16)
        run = print_runs.ask_for(form.selection, title=form.title, by=request.user, key=key)
    except (print_runs.Refused, print_files.NoRoom) as refusal:
        messages.error(request, str(refusal))
        return redirect("print_batches")
    return redirect("print_batch", run.pk)


@require_safe
@printer
def batch(request: StaffRequest, pk: int) -> HttpResponse:
    """Where a batch stands, and its file."""
    run = _run(request, pk)
    context = {
        "run": run,
        "progress": progress_of(run),
        "broken_off": print_runs.is_broken_off(run),
        "has_file": bool(run.stored_name) and not print_runs.is_expired(run),
        "left_out": run.report.get("left_out", [])[:LEFT_OUT_SHOWN],
        "left_out_more": max(0, len(run.report.get("left_out", ())) - LEFT_OUT_SHOWN),
    }
    return render(request, "notices/printing/batch.html", context)


@require_safe
@printer
def progress(request: StaffRequest, pk: int) -> JsonResponse:
    """How far it has come."""
    return JsonResponse(progress_of(_run(request, pk)))


@require_POST
@printer
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Give it up."""
    return _do(request, pk, print_runs.cancel)


@require_POST
@printer
def again(request: StaffRequest, pk: int) -> HttpResponse:
    """Take up what was broken off."""
    return _do(request, pk, print_runs.again)


@require_safe
@printer
def batch_file(request: StaffRequest, pk: int) -> FileResponse:
    """The PDF, while it is kept."""
    run = _run(request, pk)
    if run.state != PrintState.DONE or not run.stored_name or print_runs.is_expired(run):
        raise Http404("文件已过保留期。")
    try:
        file = print_files.path_of(run).open("rb")
    except FileNotFoundError:
        raise Http404("文件已过保留期。") from None
    response = FileResponse(file, as_attachment=True, filename=f"{run.title}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response


def _is_asked(request: HttpRequest) -> bool:
    """Whether the form was sent: coming from the list of matters only the picked ones stand in the address."""
    return "layout" in request.GET


def _picked(request: HttpRequest) -> dict[str, str]:
    return {"matters": request.GET.get("matters", "")}


def _rows(request: StaffRequest) -> list[tuple[PrintRun, bool]]:
    found = print_runs.runs_of(request.user).defer("report", "options")[:RUNS_SHOWN]
    return [(run, print_runs.is_broken_off(run)) for run in found]


def _words(found: Batch, form: BatchForm) -> dict[str, Any]:
    """What the preview says of a batch."""
    return {
        "title": form.title,
        "time": time_words(len(found.wanted)),
        "left_out": [(one.matter, one.reason) for one in found.left_out[:LEFT_OUT_SHOWN]],
        "left_out_more": max(0, len(found.left_out) - LEFT_OUT_SHOWN),
        "chosen": [(name, value) for name, value in form.data.items() if name in form.fields and value],
    }


def _run(request: StaffRequest, pk: int) -> PrintRun:
    return get_object_or_404(print_runs.runs_of(request.user), pk=pk)


def _do(request: StaffRequest, pk: int, step: Callable[[PrintRun], None]) -> HttpResponse:
    run = _run(request, pk)
    try:
        step(run)
    except print_runs.Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("print_batch", run.pk)
