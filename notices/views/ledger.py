"""The ledger as the counter sees it: what was told, newest first, searched and counted."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notices.access import ISSUE, VIEW, StaffRequest, allowed, ledger_sites, visible_notices
from notices.listing.day_ranges import usual_ranges
from notices.listing.filter import LedgerFilter, filtered
from notices.listing.lines import lines_of
from notices.listing.paging import count_up_to, slice_of
from notices.models.notice import NoticeQuerySet

PER_PAGE = 20
COUNTED = 1000
"""How far a search is counted; who finds more narrows it down."""


@require_safe
@allowed(ISSUE, VIEW)
def notices(request: StaffRequest) -> HttpResponse:
    """The notices this user may read, newest first. `?before=` and `?after=` are the keys of the rows to go on from."""
    form, rows = asked_for(request)
    edges = {name: request.GET.get(name, "") for name in ("before", "after")}
    page = slice_of(rows, PER_PAGE, **edges)
    context = {
        "form": form,
        "page": page,
        "lines": lines_of(page.keys),
        "count": count_up_to(rows, COUNTED) if page.newer or page.older else len(page.keys),
        "counted": COUNTED,
        "query": without(request.GET, *edges),
        "ranges": _ranges(request.GET),
        "sees_several": request.user.has_perm(VIEW),
    }
    return render(request, "notices/counter/listing/notices.html", context)


def asked_for(request: StaffRequest) -> tuple[LedgerFilter, NoticeQuerySet]:
    """The filter in the address, and the notices within this user's scope that meet what of it can be read."""
    form = LedgerFilter(request.GET, sites=ledger_sites(request.user))
    form.is_valid()
    return form, filtered(visible_notices(request.user), form.cleaned_data)


def without(query: QueryDict, *names: str, **values: str) -> str:
    """The query with `names` taken out and `values` put in."""
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    for name, value in values.items():
        kept[name] = value
    return kept.urlencode()


def _ranges(query: QueryDict) -> list[dict[str, Any]]:
    """The usual stretches of days as links that keep the rest of the filter."""
    links = []
    for one in usual_ranges(timezone.localdate()):
        days = {"since": one.since.isoformat(), "until": one.until.isoformat()}
        is_current = all(query.get(name) == day for name, day in days.items())
        links.append({"label": one.label, "query": without(query, "before", "after", **days), "is_current": is_current})
    return links
