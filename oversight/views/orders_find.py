"""A finding is written down: where it was found comes with the address, what was found is typed."""

import secrets
from dataclasses import dataclass, fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import StaffUser
from notices.access import StaffRequest, ledger_sites, visible_notices
from notices.listing.paging import key_of
from notices.views.request_keys import request_key
from oversight.access import (
    ADD_ORDERS,
    ADD_ROUNDS,
    ADD_TRIALS,
    ASSIGN_CASES,
    overseer,
    visible_cases,
    visible_rounds,
    visible_trials,
)
from oversight.enums import Verdict
from oversight.models import Case, Drawn, Round, TrialRun
from oversight.orders.about import about
from oversight.orders.finding import find
from oversight.orders.forms import FindingForm
from oversight.refusal import CannotDo


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was found: one of them (a drawn notice brings its round)."""

    round: Round | None = None
    drawn: Drawn | None = None
    case: Case | None = None
    trial: TrialRun | None = None

    @property
    def items(self) -> list[tuple[str, str]]:
        """The questions of the round's check sheet."""
        return [(item["key"], item["question"]) for item in self.round.items] if self.round else []


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_ORDERS, ADD_ROUNDS, ADD_TRIALS, ASSIGN_CASES)
def find_page(request: StaffRequest) -> HttpResponse:
    """Write a finding down (`?drawn=`, `?round=`, `?case=`, `?trial=`, and `item` of the check sheet)."""
    source = _source(request)
    form = _finding_form(request, source)
    if request.method == "POST" and form.is_valid():
        try:
            row = find(by=request.user, **_found(request.user, source, form.cleaned_data))
        except CannotDo as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, f"{row.ref}已登记。")
            return redirect("oversight_finding", pk=row.pk)
    context = {
        "area": "orders",
        "form": form,
        "source": source,
        "about": about(source.drawn, source.case, source.trial),
    }
    return render(request, "oversight/orders/find.html", context, status=400 if form.errors else 200)


def _source(request: StaffRequest) -> Source:
    """What the address names, within reach; 404 where it names nothing."""
    user, given = request.user, request.GET
    if pk := key_of(given.get("drawn", "")):
        rows = Drawn.objects.select_related(
            "round", "notice__matter", "notice__bundle", "notice__site", "notice__clerk"
        )
        drawn = get_object_or_404(rows.defer("notice__snapshot"), pk=pk, round__in=visible_rounds(user))
        return Source(drawn.round, drawn)
    if pk := key_of(given.get("round", "")):
        return Source(get_object_or_404(visible_rounds(user), pk=pk))
    if pk := key_of(given.get("case", "")):
        told = ("matter", "bundle", "site", "clerk", "feedback__notice", "rating__notice", "problem__notice")
        return Source(case=get_object_or_404(visible_cases(user).select_related(*told), pk=pk))
    if pk := key_of(given.get("trial", "")):
        return Source(trial=get_object_or_404(visible_trials(user).select_related("matter", "bundle", "site"), pk=pk))
    raise Http404("没有写明在哪里发现的。")


def _finding_form(request: StaffRequest, source: Source) -> FindingForm:
    own: dict[str, Any] = {
        "items": source.items,
        "sites": ledger_sites(request.user),
        "notices": visible_notices(request.user),
    }
    if request.method == "POST":
        return FindingForm(request.POST, **own)
    item = request.GET.get("item", "")
    words = request.GET.get("words", "") or _noted(source.drawn, item)
    offered = {"key": secrets.token_urlsafe(16), "item": item, "words": words}
    return FindingForm(initial=offered, **own)


def _noted(drawn: Drawn | None, item: str) -> str:
    """What was already typed beside the question on the check sheet: nobody types it again."""
    if drawn is None or not item:
        return ""
    wrong = drawn.answers.filter(key=item, verdict=Verdict.NO)
    return wrong.values_list("note", flat=True).first() or ""


def _found(user: StaffUser, source: Source, said: dict[str, Any]) -> dict[str, Any]:
    """What `find` takes: the source, what was typed, and a key of page and content."""
    places = {field.name: getattr(source, field.name) for field in fields(Source)}
    known = [row.pk if row else None for row in places.values()]
    about_it = {"notice": said["serial"], "matter": said["code"], "site": said["site"]}
    typed = [row.pk if row else None for row in about_it.values()]
    key = request_key(user.pk, said["key"], *known, said["item"], said["words"], *typed)
    return {**places, **about_it, "item": said["item"], "words": said["words"], "request_key": key}
