"""`/oversight/figures/`: what was told, how often people had to come again, and why."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notices.access import ISSUE, StaffRequest
from oversight.access import VIEW_FIGURES, overseer
from oversight.figures.asking import asked_for
from oversight.figures.dashboard import dashboard as dashboard_of
from oversight.figures.page import period_links, query_of
from oversight.figures.whom import address_of, choices
from oversight.refusal import CannotDo


@require_safe
@overseer(ISSUE, VIEW_FIGURES)
def dashboard(request: StaffRequest) -> HttpResponse:
    """The figures of `?since=&until=&of=`: by default this month, of all that the user may see."""
    today = timezone.localdate()
    form, asked = asked_for(request.GET, request.user, today)
    try:
        page = dashboard_of(asked, request.user)
    except CannotDo as refused:
        raise Http404(str(refused)) from refused
    context = {
        "area": "figures",
        "form": form,
        "asked": asked,
        "of": address_of(asked),
        "page": page,
        "periods": period_links(asked, today),
        "choices": choices(request.user),
        "query": query_of(asked),
        "only_own": not request.user.has_perm(VIEW_FIGURES),
    }
    return render(request, "oversight/figures/dashboard.html", context)
