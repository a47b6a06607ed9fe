"""`/oversight/problems/<pk>/`: one thing that could not be done, what was done about it, and what it has in common with others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import StaffUser
from matters.publishing import today
from notices.access import StaffRequest, visible_notices
from oversight.access import ADD_PROBLEMS, ASSIGN_CASES, CHANGE_SHARED, VIEW_PROBLEMS, overseer, visible_problems
from oversight.contacts.panel import contact_panel
from oversight.models import Problem
from oversight.problems.classifying import classify, may_classify
from oversight.problems.lines import line_of, with_parts
from oversight.problems.one_forms import ClassifyForm, ShareForm
from oversight.problems.sharing import group, leave, open_shared
from oversight.problems.suggesting import fitting, like, visible_shared
from oversight.refusal import CannotDo
from oversight.views.problems import now


@require_safe
@overseer(VIEW_PROBLEMS)
def problem(request: StaffRequest, pk: int) -> HttpResponse:
    """One within reach."""
    return _page(request, _found(request, pk))


@require_POST
@overseer(ASSIGN_CASES, ADD_PROBLEMS)
def reclassify(request: StaffRequest, pk: int) -> HttpResponse:
    """Another cause or urgency."""
    row = _found(request, pk)
    form = ClassifyForm(request.POST)
    if not may_classify(request.user, row):
        form.add_error(None, "只有接待人和能分派的人可以归类。")
    if form.is_valid():
        try:
            classify(row, **form.cleaned_data, by=request.user, today=today())
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "已归类。")
            return redirect("oversight_problem", pk=pk)
    return _page(request, row, classifying=form)


@require_POST
@overseer(CHANGE_SHARED)
def share(request: StaffRequest, pk: int) -> HttpResponse:
    """Into a shared cause (`shared`), into a new one (`title`), or out of it (`leave`)."""
    row = _found(request, pk)
    causes = visible_shared(request.user).filter(ended_at__isnull=True)
    form = ShareForm(request.POST, causes=causes, offered=visible_problems(request.user))
    if form.is_valid():
        try:
            told = _share(request, row, form)
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("oversight_problem", pk=pk)
    return _page(request, row, sharing=form)


def _share(request: StaffRequest, row: Problem, form: ShareForm) -> str:
    data = form.cleaned_data
    if data["leave"]:
        leave(row, by=request.user)
        return "已移出共性问题。"
    if data["shared"]:
        group(data["shared"], [row, *data["also"]], by=request.user)
        return f"已并入“{data['shared']}”。"
    named = {name: data[name] for name in ("title", "words", "also")}
    return f"已新建共性问题“{open_shared(row, **named, by=request.user)}”。"


def _found(request: StaffRequest, pk: int) -> Problem:
    joined = ("notice", "case__answered_by", "case__clerk")
    rows = with_parts(visible_problems(request.user)).select_related(*joined).defer("notice__snapshot")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: StaffRequest, row: Problem, *, classifying: ClassifyForm | None = None, sharing: ShareForm | None = None
) -> HttpResponse:
    seen, calendar = now()
    causes = fitting(row, request.user)
    first = {"cause": row.cause, "urgency": row.case.urgency, "revision": row.case.revision}
    is_refused = bool(classifying or sharing)
    context = {
        "area": "problems",
        "line": line_of(row, seen, calendar),
        "problem": row,
        "case": row.case,
        "may_open_notice": _sees_notice(request.user, row),
        "steps": row.case.steps.select_related("by"),
        "calls": row.case.calls.select_related("by"),
        "classifying": classifying or (ClassifyForm(initial=first) if may_classify(request.user, row) else None),
        "sharing": sharing or (ShareForm(causes=causes) if request.user.has_perm(CHANGE_SHARED) else None),
        "causes": causes,
        "alike": like(row, request.user),
        **contact_panel(request.user, row.case),
    }
    return render(request, "oversight/problems/problem.html", context, status=400 if is_refused else 200)


def _sees_notice(user: StaffUser, row: Problem) -> bool:
    return row.notice is not None and visible_notices(user).filter(pk=row.notice.pk).exists()
