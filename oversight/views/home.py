"""`/oversight/`: what waits, and the ways on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from matters.publishing import today
from notices.access import ISSUE, StaffRequest
from oversight.access import VIEW_CASES, VIEW_FIGURES, VIEW_PROBLEMS, VIEW_ROUNDS, overseer
from oversight.home import waiting_for


@require_safe
@overseer(ISSUE, VIEW_CASES, VIEW_ROUNDS, VIEW_FIGURES, VIEW_PROBLEMS)
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the user, late things first."""
    return render(request, "oversight/home.html", {"area": "home", "waiting": waiting_for(request.user, today())})
