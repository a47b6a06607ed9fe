"""`/oversight/problems/causes/`: causes that several things share, and the rules and catalog changes that came of them (固化机制)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from notices.access import StaffRequest
from oversight.access import CHANGE_SHARED, VIEW_PROBLEMS, overseer, visible_problems
from oversight.enums import Ending
from oversight.models import SharedCause
from oversight.problems.lines import lines, with_parts
from oversight.problems.one_forms import EndForm, GroupForm
from oversight.problems.sharing import end_in_catalog, end_in_rule, group
from oversight.problems.suggesting import like_any, visible_shared
from oversight.refusal import CannotDo
from oversight.views.problems import now

PER_PAGE = 30


@require_safe
@overseer(VIEW_PROBLEMS)
def causes(request: StaffRequest) -> HttpResponse:
    """Those within reach, open ones first, newest first."""
    page = Paginator(visible_shared(request.user).order_by("ending", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/problems/causes.html", {"area": "problems", "page": page})


@require_safe
@overseer(VIEW_PROBLEMS)
def rules(request: StaffRequest) -> HttpResponse:
    """固化机制台账: what ended, in a rule or a catalog change, newest first."""
    ended = visible_shared(request.user).filter(ended_at__isnull=False).order_by("-ended_at")
    page = Paginator(ended, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "oversight/problems/rules.html", {"area": "problems", "page": page})


@require_safe
@overseer(VIEW_PROBLEMS)
def cause(request: StaffRequest, pk: int) -> HttpResponse:
    """One shared cause with its problems within reach."""
    return _page(request, _found(request, pk))


@require_POST
@overseer(CHANGE_SHARED)
def join(request: StaffRequest, pk: int) -> HttpResponse:
    """The ticked problems become part of it."""
    shared = _found(request, pk)
    form = GroupForm(request.POST, offered=visible_problems(request.user))
    if form.is_valid():
        try:
            joined = group(shared, form.cleaned_data["problems"], by=request.user)
        except CannotDo as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已并入{joined}件。")
            return redirect("oversight_shared", pk=pk)
    return _page(request, shared, grouping=form)


@require_POST
@overseer(CHANGE_SHARED)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """It ended in a rule or in a catalog change."""
    shared = _found(request, pk)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            _end(request, shared, form)
        except CannotDo as refusal:
            form.add_error("words" if refusal.field else None, str(refusal))
        else:
            messages.success(request, "已办结，并写进了每一件的经过。")
            return redirect("oversight_shared", pk=pk)
    return _page(request, shared, ending=form)


def _end(request: StaffRequest, shared: SharedCause, form: EndForm) -> SharedCause:
    words = form.cleaned_data["words"]
    if form.cleaned_data["ending"] == Ending.RULE:
        return end_in_rule(shared, rule=words, by=request.user)
    return end_in_catalog(shared, why=words, by=request.user)


def _found(request: StaffRequest, pk: int) -> SharedCause:
    return get_object_or_404(visible_shared(request.user), pk=pk)


def _page(
    request: StaffRequest, shared: SharedCause, *, grouping: GroupForm | None = None, ending: EndForm | None = None
) -> HttpResponse:
    seen, calendar = now()
    inside = with_parts(visible_problems(request.user).filter(shared=shared))
    may_change = request.user.has_perm(CHANGE_SHARED) and not shared.ended_at
    context = {
        "area": "problems",
        "shared": shared,
        "lines": lines(inside, seen, calendar),
        "alike": like_any(shared, request.user) if may_change else (),
        "grouping": grouping,
        "ending": ending or (EndForm() if may_change else None),
        "may_change": may_change,
    }
    return render(request, "oversight/problems/cause.html", context, status=400 if grouping or ending else 200)
