"""`/oversight/figures/rows/`: what was counted, row by row."""

from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notices.access import ISSUE, StaffRequest
from notices.views.ledger import without
from oversight.access import VIEW_FIGURES, overseer
from oversight.figures.asking import asked_for
from oversight.figures.page import query_of
from oversight.figures.rows import Unknown, behind
from oversight.figures.rows_shown import Shown
from oversight.refusal import CannotDo

PER_PAGE = 50


@require_safe
@overseer(ISSUE, VIEW_FIGURES)
def rows(request: StaffRequest) -> HttpResponse:
    """The rows of the figure `?what=` (and of its share `?share=`), newest first. Their number is the figure's."""
    _, asked = asked_for(request.GET, request.user, timezone.localdate())
    try:
        found = behind(request.GET, asked, request.user)
    except (Unknown, CannotDo) as unknown:
        raise Http404(str(unknown) or "没有这个数字。") from unknown
    page = Paginator[Shown](cast(Any, found.lines), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": "figures",
        "asked": asked,
        "found": found,
        "page": page,
        "query": without(request.GET, "page"),
        "back": query_of(asked),
    }
    return render(request, "oversight/figures/rows.html", context)
