"""The ledger as the counter sees it: the list, one notice, its PDF, reprinting and voiding."""

from datetime import date, datetime, time, timedelta
from typing import Any

from csp.constants import SELF
from csp.decorators import csp
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from notices.access import ISSUE, VIEW, VOID, StaffRequest, allowed, may_work_on, visible_notices, workable_notices
from notices.forms import VOID_REASONS, LedgerFilter, VoidForm
from notices.models.notice import NoticeQuerySet
from notices.rendering import print_notice
from notices.verifying import State, verify
from notices.views.addresses import fresh_notice_url, matter_url, tokens_of
from notices.voiding import CannotReprint, CannotVoid, note_reprint, void

PER_PAGE = 20


@require_safe
@allowed(ISSUE, VIEW)
def notices(request: StaffRequest) -> HttpResponse:
    """The notices this user may read, newest first."""
    form = LedgerFilter(request.GET)
    form.is_valid()  # a field that cannot be read says so and filters nothing
    rows = _filtered(visible_notices(request.user), form.cleaned_data)
    page = Paginator(rows.with_parts().defer("snapshot", "edition__content"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "query": query.urlencode(), "sees_all": request.user.has_perm(VIEW)}
    return render(request, "notices/counter/notices.html", context)


@require_safe
@allowed(ISSUE, VIEW)
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """One notice with its paper. `?fresh` follows issuing or reprinting: then it is printed without a further record."""
    row = get_object_or_404(visible_notices(request.user).with_parts(), pk=pk)
    verdict = verify(row)
    is_outdated = verdict.state in (State.VOID, State.SUPERSEDED)
    context = {
        "notice": row,
        "sheet": row.sheet,
        "verdict": verdict,
        "again": matter_url(row.matter.code, tokens_of(row.answers))
        if is_outdated and request.user.has_perm(ISSUE)
        else "",
        "reprints": row.reprints.select_related("by"),
        "is_fresh": "fresh" in request.GET,
        "may_print": may_work_on(request.user, row) and not row.is_void,
        "may_void": may_work_on(request.user, row, VOID) and not row.is_void,
    }
    return render(request, "notices/counter/notice.html", context)


@require_safe
@allowed(ISSUE, VIEW)  # type: ignore[arg-type]  # django-csp types its views without arguments
@xframe_options_sameorigin
@csp({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # nothing else: a PDF viewer needs its own styles
def notice_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The paper itself, the same bytes each time."""
    row = get_object_or_404(visible_notices(request.user), pk=pk)
    printed = print_notice(row)
    headers = {
        "Content-Disposition": content_disposition_header(False, f"{row.serial}.pdf") or "inline",
        "Cache-Control": "private",
        "ETag": f'"{printed.sha256}"',
    }
    return HttpResponse(printed.data, content_type="application/pdf", headers=headers)


@require_POST
@allowed(ISSUE)
def reprint(request: StaffRequest, pk: int) -> HttpResponse:
    """Record one more printing of the same paper, then show it."""
    row = get_object_or_404(workable_notices(request.user), pk=pk)
    try:
        note_reprint(row, by=request.user)
    except CannotReprint as error:
        messages.error(request, str(error))
        return redirect("counter_notice", pk=pk)
    return redirect(fresh_notice_url(pk))


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(VOID)
def void_notice(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the reason (GET), withdraw it (POST)."""
    row = get_object_or_404(workable_notices(request.user).with_parts(), pk=pk)
    form = VoidForm(request.POST or None)
    if form.is_valid():
        try:
            void(row, by=request.user, reason=form.cleaned_data["reason"])
        except CannotVoid as error:
            messages.error(request, str(error))
        return redirect("counter_notice", pk=pk)
    context = {"notice": row, "form": form, "reasons": VOID_REASONS}
    return render(request, "notices/counter/void.html", context, status=400 if form.is_bound else 200)


def _filtered(rows: NoticeQuerySet, data: dict[str, Any]) -> NoticeQuerySet:
    """The rows that meet what was filled in."""
    for word in (data.get("q") or "").split():
        rows = rows.filter(
            Q(serial__icontains=word) | Q(matter__name__icontains=word) | Q(matter__short_name__icontains=word)
        )
    if since := data.get("since"):
        rows = rows.filter(issued_at__gte=_midnight(since))
    if until := data.get("until"):
        rows = rows.filter(issued_at__lt=_midnight(until + timedelta(days=1)))
    if site := data.get("site"):
        rows = rows.filter(site=site)
    if state := data.get("state"):
        rows = rows.filter(voiding__isnull=state == "valid")
    return rows


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
