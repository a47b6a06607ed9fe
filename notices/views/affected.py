"""When the catalog changed: the sheets that are no longer right."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from notices.access import ISSUE, VIEW, StaffRequest, allowed, visible_notices
from notices.corrections.affected import affected_of
from notices.corrections.cards import cards, in_order
from notices.enums import Manner

PER_PAGE = 50


@require_safe
@allowed(ISSUE, VIEW)
def affected_notices(request: StaffRequest) -> HttpResponse:
    """The open sheets in this user's scope that no longer hold, by matter; `?matter=` shows those of one matter or bundle."""
    code = request.GET.get("matter", "").strip().upper()
    found = affected_of(visible_notices(request.user), code)
    page = Paginator(in_order(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "cards": cards(page.object_list, request.user),
        "page": page,
        "query": urlencode({"matter": code}) if code else "",
        "code": code,
        "to_correct": sum(len(one.open) for one in found),
        "manners": Manner.choices,
        "days": settings.AFFECTED_DAYS,
        "sees_all": request.user.has_perm(VIEW),
    }
    return render(request, "notices/counter/corrections/affected.html", context)
