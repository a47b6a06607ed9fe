"""Correcting what was told: one sheet, or all of a matter."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from notices.access import ISSUE, StaffRequest, allowed, may_work_on, workable_notices
from notices.corrections.affected import Affected, affected_of
from notices.corrections.correcting import Corrected, correct, correct_all
from notices.corrections.forms import CorrectionForm
from notices.corrections.keys import corrections_of
from notices.corrections.news import news_of
from notices.desk.standing_in import acting_for
from notices.enums import Manner
from notices.ledger import CannotIssue
from notices.models import Notice
from notices.verifying import State, Verdict
from notices.views.addresses import fresh_notice_url

AT_ONCE = 50
"""How many letters one click writes, so that nobody waits longer than a second or two."""
_OUTDATED = (State.SUPERSEDED, State.SUSPENDED, State.WITHDRAWN)


@require_POST
@allowed(ISSUE)
def correct_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the 更正告知书 of one sheet and show it; the same click twice shows the same letter."""
    root = get_object_or_404(workable_notices(request.user).sheets().with_parts(), pk=pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["manner"].as_text())
        return redirect("counter_notice", pk=pk)
    try:
        letter = correct(root, clerk=request.user, acting_for=acting_for(request), **form.cleaned_data)
    except CannotIssue as refusal:
        messages.error(request, str(refusal))
        return redirect("counter_notice", pk=pk)
    return redirect(fresh_notice_url(letter.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def correct_matter(request: StaffRequest) -> HttpResponse:
    """All sheets of one matter or bundle at this site: what will be written (GET), then AT_ONCE letters a click (POST)."""
    code = request.GET.get("matter", "").strip().upper()
    found = affected_of(workable_notices(request.user), code) if code else []
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    count = sum(len(one.open) for one in found)
    if form.is_valid():
        done = correct_all(_next(found), clerk=request.user, acting_for=acting_for(request), **form.cleaned_data)
        _tell(request, done, count)
        return redirect(f"{reverse('counter_affected')}?{urlencode({'matter': code})}")
    context = {
        "found": [one for one in found if one.open],
        "code": code,
        "form": form,
        "manners": Manner.choices,
        "count": count,
        "at_once": AT_ONCE,
    }
    return render(
        request, "notices/counter/corrections/correct_matter.html", context, status=400 if form.is_bound else 200
    )


def correction_panel(request: StaffRequest, notice: Notice, verdict: Verdict) -> dict[str, object]:
    """What the page of a notice says of a sheet that is no longer right: the news, the letter that tells it already, and whether to write it."""
    if verdict.state not in _OUTDATED:
        return {}
    news = news_of(verdict, notice)
    written = corrections_of(notice).of(notice.pk, verdict.edition, news)
    is_open = Notice.objects.still_open().filter(pk=notice.pk).exists()
    return {
        "news": news,
        "correction": Notice.objects.filter(pk=written).first() if written else None,
        "may_correct": not written and is_open and may_work_on(request.user, notice),
        "manners": Manner.choices,
    }


def _next(found: Iterable[Affected]) -> list[Notice]:
    """The next to be corrected, oldest first."""
    waiting = sorted((held.issued_at, held.notice) for one in found for held in one.open)[:AT_ONCE]
    rows = Notice.objects.with_parts().in_bulk([pk for _, pk in waiting])
    return [rows[pk] for _, pk in waiting]


def _tell(request: StaffRequest, done: Corrected, count: int) -> None:
    if done.letters:
        left = count - len(done.letters)
        more = f"还有{left}份，可以接着出具。" if left else "这个事项的都已出具。"
        messages.success(request, f"已出具{len(done.letters)}份更正告知书，{more}")
    for refusal in done.refusals:
        messages.error(request, refusal)
