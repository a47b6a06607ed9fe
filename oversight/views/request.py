"""One service: its page, and what is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from notices.access import StaffRequest
from oversight.access import CHANGE_REQUESTS, VIEW_REQUESTS, overseer, visible_requests
from oversight.contacts.forms import ContactFields
from oversight.contacts.keeping import keep
from oversight.contacts.panel import contact_panel
from oversight.enums import RequestState
from oversight.models import ServiceRequest
from oversight.refusal import CannotDo
from oversight.requests.arranging import OPEN, arrange
from oversight.requests.doubts import doubts
from oversight.requests.ending import end, undo
from oversight.requests.forms import EndForm, WhenForm
from oversight.requests.scope import helpers_of
from oversight.views.contacts import back_to


@require_safe
@overseer(VIEW_REQUESTS)
@cache_control(no_store=True)
def service(request: StaffRequest, pk: int) -> HttpResponse:
    """`/oversight/requests/12/`: everything about it, the story, and what may be done now."""
    return _page(request, _row(request, pk))


@require_POST
@overseer(CHANGE_REQUESTS)
def arrange_service(request: StaffRequest, pk: int) -> HttpResponse:
    """Day, time and who does it."""
    row = _row(request, pk)
    form = WhenForm(request.POST, helpers=helpers_of(row.site))
    form.fields["assignee"].required = True
    form.fields["assignee"].error_messages["required"] = "请选由谁办。"
    if form.is_valid():
        try:
            row = arrange(row, by=request.user, seen=_seen(request), **form.cleaned_data)
        except CannotDo as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, "已安排。")
            for doubt in doubts(row):
                messages.warning(request, doubt)
            return redirect("oversight_request", pk=pk)
    return _page(request, row, arrange_form=form, status=400)


@require_POST
@overseer(CHANGE_REQUESTS)
def end_service(request: StaffRequest, pk: int) -> HttpResponse:
    """Done, failed or cancelled."""
    row = _row(request, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            row = end(row, by=request.user, seen=_seen(request), **form.cleaned_data)
        except CannotDo as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, f"{row.pk}号：{row.get_state_display()}。")
            return redirect(back_to(request, "oversight_request", pk))
    return _page(request, row, end_form=form, status=400)


@require_POST
@overseer(CHANGE_REQUESTS)
def undo_service(request: StaffRequest, pk: int) -> HttpResponse:
    """The end taken back."""
    return _said(request, pk, lambda row: undo(row, by=request.user, seen=_seen(request)), "结果已撤销。")


@require_POST
@overseer(CHANGE_REQUESTS)
@cache_control(no_store=True)
def note_contact(request: StaffRequest, pk: int) -> HttpResponse:
    """Name, phone and address, noted or corrected."""
    row = _row(request, pk)
    form = ContactFields(request.POST)
    if form.is_valid():
        try:
            keep(row, by=request.user, **form.cleaned_data)
        except CannotDo as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, "联系方式已登记。")
            return redirect("oversight_request", pk=pk)
    return _page(request, row, form=form, status=400)


def _said(request: StaffRequest, pk: int, deed: Callable[[ServiceRequest], object], words: str) -> HttpResponse:
    try:
        deed(_row(request, pk))
    except CannotDo as error:
        messages.error(request, str(error))
    else:
        messages.success(request, words)
    return redirect("oversight_request", pk=pk)


def _page(request: StaffRequest, row: ServiceRequest, *, status: int = 200, **forms: object) -> HttpResponse:
    """`forms` are those that were refused, with what was typed."""
    row = _row(request, row.pk)
    told = {"on": row.on, "starts": row.starts, "ends": row.ends, "place": row.place, "assignee": row.assignee_id}
    context = {
        "area": "requests",
        "row": row,
        "is_open": row.state in OPEN,
        "may_change": request.user.has_perm(CHANGE_REQUESTS),
        "doubts": doubts(row) if row.state in OPEN else [],
        "story": row.steps.select_related("by"),
        "arrange_form": WhenForm(initial=told, helpers=helpers_of(row.site)),
        "end_form": EndForm(),
        "form": ContactFields(),
        "ends": [(RequestState.FAILED.value, "没有办成"), (RequestState.CANCELLED.value, "取消")],
        **contact_panel(request.user, row),
        **forms,
    }
    return render(request, "oversight/requests/request.html", context, status=status)


def _row(request: StaffRequest, pk: int) -> ServiceRequest:
    """With its parts; out of reach it does not exist."""
    rows = visible_requests(request.user).select_related("matter", "bundle", "site", "assignee", "notice", "created_by")
    return get_object_or_404(rows.defer("notice__snapshot"), pk=pk)


def _seen(request: StaffRequest) -> int:
    """The revision the page showed; what cannot be read is none there ever was."""
    sent = request.POST.get("revision", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
