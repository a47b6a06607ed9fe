"""Beginning a round: a patrol, or a draw whose frame is looked at first."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from matters.publishing import today
from notices.access import StaffRequest, ledger_sites
from notices.views.request_keys import request_key
from oversight.access import ADD_ROUNDS, overseer
from oversight.enums import RoundKind
from oversight.inspection.drawing import allocation
from oversight.inspection.forms import CriteriaForm, DrawForm, PatrolForm, default_title, usual_criteria
from oversight.inspection.rounds import MOST, Draft, prepared, start_patrol, start_sample
from oversight.models import Round
from oversight.refusal import CannotDo


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_ROUNDS)
def patrol(request: StaffRequest) -> HttpResponse:
    """A daily round: nothing is drawn."""
    initial = {"key": secrets.token_urlsafe(16), "title": default_title(RoundKind.PATROL, today())}
    form = PatrolForm(request.POST or None, initial=initial, sites=ledger_sites(request.user))
    if form.is_valid() and (begun := _start_patrol(request, form)):
        return redirect("oversight_round", begun.pk)
    context = {"area": "rounds", "form": form}
    return render(request, "oversight/inspection/patrol.html", context, status=400 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_ROUNDS)
def sample(request: StaffRequest) -> HttpResponse:
    """The criteria in the address show how many are in the frame; POST draws."""
    asked = request.POST or (request.GET if "since" in request.GET else None)
    criteria = CriteriaForm(asked, initial=usual_criteria(today()), sites=ledger_sites(request.user))
    fresh = {"key": secrets.token_urlsafe(16), "title": default_title(RoundKind.SAMPLE, today())}
    form = DrawForm(request.POST or None, initial=fresh)
    is_sent = request.method == "POST"
    if is_sent and criteria.is_valid() and form.is_valid() and (begun := _start_sample(request, criteria, form)):
        messages.success(request, f"已从{begun.frame_size}份中抽出{begun.drawn.count()}份。")
        return redirect("oversight_round", begun.pk)
    draft = prepared(criteria.criteria(request.user), request.user) if criteria.is_valid() else None
    context = {"area": "rounds", "criteria": criteria, "form": form, "most": MOST, **_preview(draft)}
    return render(request, "oversight/inspection/sample.html", context, status=400 if is_sent else 200)


def _start_patrol(request: StaffRequest, form: PatrolForm) -> Round | None:
    said = form.cleaned_data
    key = request_key("patrol", said["key"], request.user.pk)
    try:
        return start_patrol(by=request.user, title=said["title"], site=said["site"], request_key=key)
    except CannotDo as error:
        form.add_error(None, str(error))
        return None


def _start_sample(request: StaffRequest, criteria: CriteriaForm, form: DrawForm) -> Round | None:
    """The key is the page's own and what was asked for, but not the seed: without one typed each sending would bring another."""
    asked, said = criteria.criteria(request.user), form.cleaned_data
    key = request_key("sample", said["key"], request.user.pk, asked, request.POST.get("seed", ""))
    try:
        return start_sample(by=request.user, title=said["title"], asked=asked, seed=said["seed"], request_key=key)
    except CannotDo as error:
        (criteria if error.field in criteria.fields else form).add_error(error.field or None, str(error))
        return None


def _preview(draft: Draft | None) -> dict[str, Any]:
    """Of each stratum how many there are and how many would be drawn."""
    if draft is None:
        return {"draft": None}
    counts = draft.frame.counts
    seats = allocation(counts, draft.number)
    strata = [(draft.frame.words[key], count, seats[key]) for key, count in counts.items()]
    return {"draft": draft, "frame_size": len(draft.frame.tickets), "strata": strata if len(strata) > 1 else []}
