"""The applicant of a thread at the counter: noted, shown in full for a reason, erased on wish."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from notices.access import ISSUE, StaffRequest, allowed, may_work_on, workable_or_404
from notices.models import Applicant, Notice
from notices.personal.applicants import (
    CannotNote,
    CannotUnmask,
    applicant_of,
    erase,
    masked,
    note_applicant,
    unmask,
)
from notices.receiving.forms import ApplicantForm, UnmaskForm

UNMASK = "notices.unmask_applicant"


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
@cache_control(no_store=True)
def applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """Note or correct name and phone; the page comes back with what was typed where that is refused."""
    row = workable_or_404(request.user, pk)
    form = ApplicantForm(request.POST or None)
    if form.is_valid():
        try:
            note_applicant(row.root, by=request.user, **form.cleaned_data)
        except CannotNote as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, "申请人信息已登记。")
            return redirect("counter_notice", pk=pk)
    return _page(request, row, form, UnmaskForm(), status=400 if form.is_bound else 200)


@require_POST
@allowed(UNMASK)
@cache_control(no_store=True)
def unmask_applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """Name and phone in full, in the answer itself: they are kept in no session and no address."""
    row = workable_or_404(request.user, pk)
    form = UnmaskForm(request.POST)
    if form.is_valid():
        try:
            person = unmask(_noted(row), by=request.user, reason=form.cleaned_data["reason"])
        except CannotUnmask as error:
            form.add_error("reason", str(error))
        else:
            return render(request, "notices/counter/personal/unmasked.html", {"notice": row, "person": person})
    return _page(request, row, ApplicantForm(), form, status=400)


@require_POST
@allowed(ISSUE)
def erase_applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """On the person's wish, at once."""
    row = workable_or_404(request.user, pk)
    erase(_noted(row), by=request.user)
    messages.success(request, "申请人的姓名、电话和签名已清除。")
    return redirect("counter_notice", pk=pk)


def applicant_panel(request: StaffRequest, row: Notice) -> dict[str, object]:
    """What `_applicant.html` shows: the applicant masked, and what may be done."""
    noted = applicant_of(row)
    at_work = may_work_on(request.user, row)
    return {
        "person": masked(noted) if noted else None,
        "may_note": at_work,
        "may_unmask": may_work_on(request.user, row, UNMASK),
        "keep_days": settings.PERSONAL_DATA_DAYS,
    }


def _page(
    request: StaffRequest, row: Notice, form: ApplicantForm, unmask_form: UnmaskForm, *, status: int
) -> HttpResponse:
    context = {"notice": row, "form": form, "unmask_form": unmask_form, **applicant_panel(request, row)}
    return render(request, "notices/counter/personal/applicant.html", context, status=status)


def _noted(row: Notice) -> Applicant:
    return get_object_or_404(Applicant, notice=row.root)
