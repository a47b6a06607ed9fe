"""What is done with a case: each address takes one form, does one thing, and leads back to the page."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from matters.publishing import today
from notices.access import ISSUE, StaffRequest
from notices.views.request_keys import request_key
from oversight.access import ANSWER_CASES, ASSIGN_CASES, DECIDE_APPEALS, overseer, visible_cases
from oversight.cases import answering, appealing, assigning, calling, closing
from oversight.cases import forms as typed
from oversight.models import Case
from oversight.refusal import CannotDo
from oversight.views.cases import case_or_404, show

_ANSWER_AT = {
    "feedback": "凭回执编号可以看到。",
    "rating": "评价页上可以看到。",
    "problem": "请告诉对方：这一件没有回执可查。",
}
_NEW_DAY_AT = {
    "feedback": "回执页上写明了新的日子。",
    "rating": "评价页上写明了新的日子。",
    "problem": "请把新的日子告诉对方：这一件没有回执可查。",
}
"""A thing that could not be done has no receipt: who believed that the person reads the answer there would never tell them."""


@require_POST
@overseer(ASSIGN_CASES)
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    """分派。"""
    row, form = case_or_404(request, pk), typed.AssignForm(request.POST)

    def do() -> None:
        unit, given = form.unit_chosen, form.cleaned_data
        assigning.assign(
            row,
            by=request.user,
            department=unit.department,
            site=unit.site,
            handler=given["handler"],
            urgency=given["urgency"],
            revision=given["revision"],
        )

    return _done(request, row, "assign", form, do, "已分派。")


@require_POST
@overseer(ANSWER_CASES)
def take(request: StaffRequest, pk: int) -> HttpResponse:
    """我来承办。"""
    row = case_or_404(request, pk)
    form = typed.SeenForm(request.POST)
    return _done(
        request, row, "take", form, lambda: assigning.take(row, by=request.user, **form.cleaned_data), "由您承办。"
    )


@require_POST
@overseer(ASSIGN_CASES)
def extend(request: StaffRequest, pk: int) -> HttpResponse:
    """延期。"""
    row, form = case_or_404(request, pk), typed.ExtendForm(request.POST)
    verb = partial(assigning.extend, row, by=request.user, today=today())
    return _done(
        request, row, "extend", form, lambda: verb(**form.cleaned_data), "已延期；" + _NEW_DAY_AT[_source(row)]
    )


@require_POST
@overseer(ISSUE, ANSWER_CASES)
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    """答复: by whose right it is, or whom it was given to."""
    row, form = _own_or_403(request, pk), typed.AnswerForm(request.POST)

    def do() -> None:
        given = form.cleaned_data
        answering.answer(row, by=request.user, words=given["answer"], revision=given["revision"])

    return _done(request, row, "answer", form, do, "已答复，" + _ANSWER_AT[_source(row)])


@require_POST
@overseer(ANSWER_CASES)
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """公开答复。"""
    row, form = _own_or_403(request, pk), typed.PublishForm(request.POST)
    verb = partial(answering.publish_answer, row, by=request.user)
    return _done(request, row, "publish", form, lambda: verb(**form.cleaned_data), "已公开。")


@require_POST
@overseer(ANSWER_CASES)
def unpublish(request: StaffRequest, pk: int) -> HttpResponse:
    """撤下公开。"""
    row, form = _own_or_403(request, pk), typed.SeenForm(request.POST)
    verb = partial(answering.unpublish, row, by=request.user)
    return _done(request, row, "unpublish", form, lambda: verb(**form.cleaned_data), "已撤下。")


@require_POST
@overseer(ISSUE, ANSWER_CASES)
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """回访。"""
    row, form = _own_or_403(request, pk), typed.CallForm(request.POST)

    def do() -> None:
        key = request_key("case call", row.pk, form.cleaned_data["key"])
        calling.call_back(row, by=request.user, request_key=key, **form.said())

    return _done(request, row, "call", form, do, "已记下这次回访。")


@require_POST
@overseer(ISSUE, ANSWER_CASES)
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """办结。"""
    row, form = _own_or_403(request, pk), typed.CloseForm(request.POST)
    verb = partial(closing.close, row, by=request.user)
    return _done(request, row, "close", form, lambda: verb(**form.cleaned_data), "已办结。")


@require_POST
@overseer(ASSIGN_CASES)
def reopen(request: StaffRequest, pk: int) -> HttpResponse:
    """重新办理。"""
    row, form = case_or_404(request, pk), typed.ReasonForm(request.POST)
    verb = partial(closing.reopen, row, by=request.user, today=today())
    return _done(request, row, "reopen", form, lambda: verb(**form.cleaned_data), "已重新办理，期限从今天起算。")


@require_POST
@overseer(ISSUE)
def appeal(request: StaffRequest, pk: int) -> HttpResponse:
    """申诉。"""
    row, form = case_or_404(request, pk), typed.AppealForm(request.POST)
    verb = partial(appealing.appeal, row, by=request.user)
    return _done(request, row, "appeal", form, lambda: verb(**form.cleaned_data), "申诉已提交。")


@require_POST
@overseer(DECIDE_APPEALS)
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """决定申诉。"""
    row, form = case_or_404(request, pk), typed.DecisionForm(request.POST)

    def do() -> None:
        if not hasattr(row, "appeal"):
            raise CannotDo("这个评价没有人申诉。")
        appealing.decide_appeal(row.appeal, by=request.user, **form.cleaned_data)

    return _done(request, row, "decide", form, do, "已决定。")


def _own_or_403(request: StaffRequest, pk: int) -> Case:
    """A case that this user may answer."""
    row = case_or_404(request, pk)
    if not (request.user.has_perm(ANSWER_CASES) or row.handler_id == request.user.pk):
        raise PermissionDenied("这一件不归您办理。")
    return row


def _done(request: StaffRequest, row: Case, deed: str, form: Form, do: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the page; where it is refused the page comes with what was typed."""
    if form.is_valid():
        try:
            do()
        except CannotDo as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, said)
            sees = visible_cases(request.user).filter(pk=row.pk).exists()  # not where it was given to another office
            return redirect("oversight_case", row.pk) if sees else redirect("oversight_cases")
    return show(request, row, {deed: form}, status=400)


def _source(case: Case) -> str:
    """What the case came from: that decides where the person can read on, if anywhere."""
    return "feedback" if case.feedback_id else "rating" if case.rating_id else "problem"
