"""The check sheet of one drawn notice."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from matters.publishing import today
from notices.access import StaffRequest
from notices.clerks import named, window_of
from oversight.access import ADD_ROUNDS, VIEW_ROUNDS, overseer, visible_rounds
from oversight.enums import Verdict
from oversight.inspection.checking import LONGEST, Row, Said, check, rows_of, state_of
from oversight.inspection.gathering import facts_of
from oversight.inspection.items import items_of
from oversight.inspection.progress import next_of
from oversight.models import Drawn, Finding
from oversight.refusal import CannotDo


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(VIEW_ROUNDS, ADD_ROUNDS)
def check_page(request: StaffRequest, pk: int) -> HttpResponse:
    """`/oversight/drawn/<pk>/`: what the system found, and the inspector's answers."""
    drawn = get_object_or_404(_visible(request), pk=pk)
    if request.method == "POST" and not request.user.has_perm(ADD_ROUNDS):
        raise PermissionDenied("您的账号可以查看检查，不能检查。")
    facts = facts_of([drawn.notice_id], today())[drawn.notice_id]
    rows = rows_of(drawn, facts)
    if request.method != "POST":
        return _page(request, drawn, rows, seen=state_of(drawn))
    said = _read(request.POST, [item.key for item in items_of(drawn.round.items)])
    try:
        check(drawn, said, by=request.user, facts=facts, seen=request.POST.get("seen", ""))
    except CannotDo as error:
        return _refused(request, drawn, rows, said, error)
    return _after(request, drawn, said)


def _visible(request: StaffRequest) -> QuerySet[Drawn]:
    joined = ("round", "notice__site", "notice__clerk", "notice__acting_for", "notice__matter", "notice__bundle")
    rows = Drawn.objects.filter(round__in=visible_rounds(request.user))
    return rows.select_related(*joined, "notice__edition", "notice__voiding", "notice__follows").defer(
        "notice__snapshot"
    )


def _read(posted: QueryDict, keys: list[str]) -> dict[str, Said]:
    """What was answered; a question without a verdict is left out."""
    given = {key: posted.get(f"v-{key}", "") for key in keys}
    known = {key: Verdict(value) for key, value in given.items() if value in Verdict.values}
    return {key: Said(verdict, posted.get(f"n-{key}", "").strip()) for key, verdict in known.items()}


def _refused(
    request: StaffRequest, drawn: Drawn, rows: list[Row], said: dict[str, Said], error: CannotDo
) -> HttpResponse:
    """The page with what was typed, unless somebody else answered in between: then with theirs."""
    is_stale = not error.field and not drawn.round.closed_at
    shown = rows if is_stale else [replace(row, said=said.get(row.item.key)) for row in rows]
    marked = [replace(row, error=str(error)) if row.item.key == error.field else row for row in shown]
    refusal = "" if any(row.error for row in marked) else str(error)
    seen = state_of(drawn) if is_stale else request.POST.get("seen", "")
    return _page(request, drawn, marked, seen=seen, refusal=refusal, status=400)


def _after(request: StaffRequest, drawn: Drawn, said: dict[str, Said]) -> HttpResponse:
    """On to the next one, or where something is wrong to this page again, which offers to write it down."""
    messages.success(request, f"第{drawn.position}份已查：{drawn.notice.serial}。")
    if any(one.verdict == Verdict.NO for one in said.values()):
        return redirect("oversight_check", drawn.pk)
    following = next_of(drawn)
    return redirect("oversight_check", following.pk) if following else redirect("oversight_round", drawn.round_id)


def _page(
    request: StaffRequest, drawn: Drawn, rows: list[Row], *, seen: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    notice = drawn.notice
    is_own = request.user.pk in (notice.clerk_id, notice.acting_for_id)
    may_work = request.user.has_perm(ADD_ROUNDS) and not drawn.round.closed_at
    context: dict[str, Any] = {
        "area": "rounds",
        "drawn": drawn,
        "notice": notice,
        "round": drawn.round,
        "rows": rows,
        "wrong": [row for row in rows if row.said and row.said.verdict == Verdict.NO] if status != 400 else [],
        "is_checked": drawn.answers.exists(),
        "findings": list(Finding.objects.filter(drawn=drawn).order_by("pk")),
        "verdicts": list(zip(Verdict.choices, "yn0", strict=True)),
        "longest": LONGEST,
        "seen": seen,
        "refusal": refusal,
        "told_by": named(notice.clerk, notice.acting_for),
        "window": window_of(notice.clerk, notice.acting_for),
        "following": next_of(drawn),
        "is_own": is_own,
        "may_work": may_work and not is_own,
    }
    return render(request, "oversight/inspection/check.html", context, status=status)
