"""The telephone list of a round: whom to call, what became of it, and a number in full for a reason."""

import secrets

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from notices.access import StaffRequest
from notices.models import OfficeProfile
from notices.personal.applicants import CannotUnmask, unmask
from notices.views.papers import framed, pdf
from notices.views.request_keys import request_key
from oversight.access import ADD_ROUNDS, UNMASK, VIEW_ROUNDS, overseer, visible_rounds
from oversight.cases.calling import call_back
from oversight.cases.forms import CallForm
from oversight.contacts.rights import UNMASK_APPLICANTS
from oversight.inspection.follow_up import applicant_of_drawn, follow_up_of
from oversight.inspection.report_paper import print_calls
from oversight.models import Drawn, Round
from oversight.refusal import CannotDo


@require_safe
@overseer(VIEW_ROUNDS)
@cache_control(no_store=True)
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """Everybody who can be called."""
    return _page(request, _round(request.user, pk))


@require_safe
@overseer(VIEW_ROUNDS)
@framed
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The list to print, masked."""
    begun = _round(request.user, pk)
    printed = print_calls(
        begun,
        follow_up_of(begun),
        office=OfficeProfile.current().office,
        made_at=timezone.localtime(),
        made_by=request.user.public_name,
    )
    return pdf(printed.data, f"回访名单 {begun.title}.pdf", cache="private, no-store")


@require_POST
@overseer(ADD_ROUNDS)
def call(request: StaffRequest, pk: int, drawn: int) -> HttpResponse:
    """Note one call."""
    begun = _round(request.user, pk)
    one, form = _drawn(begun, drawn), CallForm(request.POST)
    if form.is_valid():
        said = form.said()
        key = request_key(request.user.pk, form.cleaned_data["key"], one.pk, *said.values())
        try:
            call_back(one, by=request.user, request_key=key, **said)
        except CannotDo as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, f"第{one.position}份的回访已登记。")
            return redirect("oversight_round_calls", pk=begun.pk)
    return _page(request, begun, calling=one, form=form)


@require_POST
@overseer(UNMASK, UNMASK_APPLICANTS)
@cache_control(no_store=True)
def unmasked(request: StaffRequest, pk: int, drawn: int) -> HttpResponse:
    """Name and phone in full, in the answer itself: they are kept in no session and no address."""
    begun = _round(request.user, pk)
    one = _drawn(begun, drawn)
    applicant = applicant_of_drawn(one)
    try:
        if applicant is None:
            raise CannotUnmask("这份告知单没有登记申请人。")
        person = unmask(applicant, by=request.user, reason=request.POST.get("reason", "").replace("\0", "")[:200])
    except CannotUnmask as error:
        return _page(request, begun, showing=one, refusal=str(error))
    context = {"area": "rounds", "round": begun, "drawn": one, "person": person}
    return render(request, "oversight/inspection/report_unmasked.html", context)


def _round(user: StaffUser, pk: int) -> Round:
    return get_object_or_404(visible_rounds(user).select_related("by"), pk=pk)


def _drawn(begun: Round, pk: int) -> Drawn:
    rows = Drawn.objects.filter(round=begun).select_related("notice__site", "notice__clerk").defer("notice__snapshot")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: StaffRequest,
    begun: Round,
    *,
    calling: Drawn | None = None,
    form: CallForm | None = None,
    showing: Drawn | None = None,
    refusal: str = "",
) -> HttpResponse:
    """The list; `calling` or `showing` is the row whose form was refused."""
    user = request.user
    context = {
        "area": "rounds",
        "round": begun,
        "found": follow_up_of(begun),
        "key": secrets.token_urlsafe(16),
        "blank": CallForm(),
        "form": form,
        "calling": calling,
        "showing": showing,
        "refusal": refusal,
        "may_call": user.has_perm(ADD_ROUNDS),
        "may_unmask": user.has_perm(UNMASK) or user.has_perm(UNMASK_APPLICANTS),
    }
    return render(request, "oversight/inspection/report_calls.html", context, status=400 if form or refusal else 200)
