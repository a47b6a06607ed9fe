"""What is due at this counter."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from notices.access import ISSUE, StaffRequest, allowed
from notices.affairs.waiting import LABELS, Waiting, lines, waiting_at

PER_PAGE = 30


@require_safe
@allowed(ISSUE)
def waiting(request: StaffRequest) -> HttpResponse:
    """Everything that is due at this counter; `?which=` narrows it."""
    asked = request.GET.get("which", "")
    which = Waiting(asked) if asked in set(Waiting) else Waiting.ALL
    page = Paginator(waiting_at(request.user, which), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": lines(page.object_list), "which": which, "labels": LABELS.items()}
    return render(request, "notices/counter/affairs/waiting.html", {**context, "query": f"which={which}"})
