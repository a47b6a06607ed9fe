"""The list of a day: on screen and on paper."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from matters.publishing import today
from notices.access import StaffRequest
from notices.views.papers import framed, pdf
from oversight.access import ADD_REQUESTS, CHANGE_REQUESTS, VIEW_REQUESTS, overseer
from oversight.requests.day_list import Asked, day_list
from oversight.requests.forms import DayFilter
from oversight.requests.paper import print_day_list
from oversight.requests.scope import sites_of


@require_safe
@overseer(VIEW_REQUESTS)
@cache_control(private=True, no_store=True)
def requests(request: StaffRequest) -> HttpResponse:
    """`/oversight/requests/`: what is to be kept on a day (`?date=&site=&region=&mine=`), or nobody is sent to yet (`?waiting=`)."""
    form = DayFilter(request.GET, sites=sites_of(request.user))
    asked = _asked(request, form)
    context = {
        "area": "requests",
        "form": form,
        "asked": asked,
        "listed": day_list(request.user, asked) if asked else None,
        "several": form.fields["site"].queryset.count() > 1,  # type: ignore[attr-defined]
        "may_add": request.user.has_perm(ADD_REQUESTS),
        "may_change": request.user.has_perm(CHANGE_REQUESTS),
        "today": today(),
        **_days(request, asked),
    }
    return render(request, "oversight/requests/requests.html", context)


@require_safe
@overseer(VIEW_REQUESTS)
@framed
def paper(request: StaffRequest) -> HttpResponse:
    """The same as PDF; what cannot be read is said on the page."""
    asked = _asked(request, DayFilter(request.GET, sites=sites_of(request.user)))
    if asked is None:
        return redirect(f"{reverse('oversight_requests')}?{request.GET.urlencode()}")
    printed = print_day_list(day_list(request.user, asked))
    return pdf(printed.data, f"服务日清单 {asked.day}.pdf", cache="private, no-store")


def _asked(request: StaffRequest, form: DayFilter) -> Asked | None:
    """What the form asks for; None where a field cannot be read."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    return Asked(
        day=given["date"] or today(),
        site=given["site"],
        region=given["region"],
        helper=request.user if given["mine"] else None,
        is_waiting=given["waiting"],
    )


def _days(request: StaffRequest, asked: Asked | None) -> dict[str, str]:
    """The addresses of the same list of other days."""
    now = today()
    shown = asked.day if asked else now
    others = {
        "now": now,
        "tomorrow": now + timedelta(days=1),
        "before": shown - timedelta(days=1),
        "after": shown + timedelta(days=1),
    }
    query = request.GET.copy()
    query.pop("waiting", None)
    links = {}
    for name, day in others.items():
        query["date"] = day.isoformat()
        links[f"{name}_query"] = query.urlencode()
    return {**links, "query": request.GET.urlencode()}
