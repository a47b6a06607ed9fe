"""The applicant is back with a sheet: its list is checked and the visit ends with a decision."""

import secrets

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from matters.publishing import today
from notices.access import ISSUE, StaffRequest, allowed, workable_notices, workable_or_404
from notices.affairs.forms import BASES, REASONS, DecisionForm, offered
from notices.affairs.rules import needs_again, possible
from notices.affairs.standing import came_again
from notices.affairs.table import Table, table_of
from notices.affairs.ticking import ASIDE, LONGEST, Row, rows_of, ticks_of
from notices.affairs.visiting import CannotReceive, receive, undo
from notices.corrections.news import news_of
from notices.desk.standing_in import acting_for
from notices.enums import Decision, Manner, RepeatCause, Tick
from notices.models import Notice, Visit
from notices.verifying import verify
from notices.views.addresses import fresh_notice_url
from notices.views.request_keys import request_key

KEYS = {
    Decision.ACCEPTANCE: "s",
    Decision.SUPPLEMENT: "b",
    Decision.DEFERRAL: "r",
    Decision.KEPT: "d",
    Decision.RETURNED: "t",
    Decision.REJECTION: "n",
    Decision.COMPLETED: "w",
    Decision.WITHDRAWN: "c",
}
"""By the initials of 受理, 补正, 容缺, 待审, 退回, 不予受理, 完备, 撤回."""

NEEDS = {
    Decision.ACCEPTANCE: "complete",
    Decision.COMPLETED: "complete",
    Decision.SUPPLEMENT: "lacking",
    Decision.DEFERRAL: "lacking",
    Decision.KEPT: "some",
}
"""With which ticks a decision is offered by the script; the rules themselves are in `affairs.rules`."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """The list of exactly that sheet, ticked and decided on one page. A letter leads to its sheet's."""
    root = workable_or_404(request.user, pk)
    if not root.is_sheet:
        return redirect("counter_return", root.root.pk)
    try:
        table = table_of(root, today())
    except CannotReceive as error:
        messages.error(request, str(error))
        return redirect("counter_notice", pk)
    form = DecisionForm(request.POST or None, initial=offered(table, secrets.token_urlsafe(16)))
    rows = rows_of(table, request.POST.dict() if form.is_bound else None)
    if form.is_valid() and (visit := _receive(request, root, form, rows)):
        return _after(request, visit)
    return render(request, "notices/counter/affairs/return.html", _page(root, table, form, rows), status=_status(form))


@require_POST
@allowed(ISSUE)
def undo_visit(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the visit of that pk back, then show its sheet."""
    visit = get_object_or_404(Visit.objects.filter(notice__in=workable_notices(request.user)), pk=pk)
    try:
        undo(visit, by=request.user, acting_for=acting_for(request))
        messages.success(request, f"已撤销“{visit.get_decision_display()}”。")
    except CannotReceive as error:
        messages.error(request, str(error))
    return redirect("counter_notice", visit.notice_id)


def _receive(request: StaffRequest, root: Notice, form: DecisionForm, rows: tuple[Row, ...]) -> Visit | None:
    """The visit; None where it was refused, with the reason in the form."""
    said = form.said()
    try:
        return receive(
            root,
            said,
            clerk=request.user,
            ticks=ticks_of(rows, said.decision),
            manner=form.cleaned_data["manner"],
            acting_for=acting_for(request),
            request_key=request_key(request.user.pk, root.pk, _sent(request.POST)),
            seen=form.cleaned_data["seen"],
        )
    except CannotReceive as error:
        form.refuse(str(error), error.field)
        return None


def _sent(posted: QueryDict) -> list[tuple[str, list[str]]]:
    """All of the form that the clerk's page holds, in one order."""
    return sorted((name, values) for name, values in posted.lists() if name != "csrfmiddlewaretoken")


def _after(request: StaffRequest, visit: Visit) -> HttpResponse:
    letter = Notice.objects.filter(visit=visit).first()
    if letter:
        return redirect(fresh_notice_url(letter.pk))
    due = f"，期限{visit.due_on:%Y-%m-%d}" if visit.due_on else ""
    messages.success(request, f"已登记：{visit.get_decision_display()}{due}。")
    return redirect("counter_notice", visit.notice_id)


def _status(form: DecisionForm) -> int:
    return 400 if form.is_bound else 200


def _page(root: Notice, table: Table, form: DecisionForm, rows: tuple[Row, ...]) -> dict[str, object]:
    return {
        "notice": root,
        "news": news_of(verify(root), root),
        "table": table,
        "form": form,
        "rows": rows,
        "states": Tick.choices,
        "aside": ASIDE,
        "longest": LONGEST,
        "choices": [(decision, KEYS[decision], NEEDS.get(decision, "")) for decision in possible(table.filing)],
        "needs_cause": came_again(table.filing, Decision.KEPT),
        "causes": RepeatCause.choices,
        "manners": Manner.choices,
        "needs_again": needs_again(table.filing, table.today),
        "reasons": REASONS,
        "bases": BASES,
    }
