"""The ledger as the counter sees it: what was told, newest first."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notices.access import ISSUE, VIEW, StaffRequest, allowed, visible_notices
from notices.forms import LedgerFilter
from notices.models.notice import NoticeQuerySet

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


def _filtered(rows: NoticeQuerySet, data: dict[str, Any]) -> NoticeQuerySet:
    """The rows that meet what was filled in."""
    for word in (data.get("q") or "").split():
        rows = rows.filter(
            Q(serial__icontains=word)
            | Q(matter__name__icontains=word)
            | Q(matter__short_name__icontains=word)
            | Q(bundle__name__icontains=word)
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
