"""`/oversight/orders/`: corrections that were ordered. Whoever works here sees their own; the querysets show the rest to who may see it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import StaffUser
from matters.models import Site
from matters.publishing import today
from notices.access import ledger_sites
from oversight.access import ADD_ORDERS
from oversight.orders.listing import LABELS, Which, lines, orders_for

PER_PAGE = 30


@require_safe
@login_required
def orders(request: HttpRequest) -> HttpResponse:
    """The most urgent first; `?which=` and `?site=` (its code) narrow it."""
    user: StaffUser = request.user  # type: ignore[assignment]  # login_required
    asked, day = request.GET.get("which", ""), today()
    which = Which(asked) if asked in set(Which) else Which.ALL
    sites = list(ledger_sites(user))
    found = orders_for(user, which, day, _site(sites, request.GET.get("site", "")))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "area": "orders",
        "page": page,
        "lines": lines(page.object_list, day),
        "which": which,
        "labels": [(value, label) for value, label in LABELS.items() if _offers(user, value)],
        "sites": sites if len(sites) > 1 else (),
        "site": request.GET.get("site", ""),
    }
    return render(request, "oversight/orders/orders.html", context)


def _offers(user: StaffUser, which: Which) -> bool:
    """Who gives no orders has none given and none to recheck."""
    return which not in (Which.GIVEN, Which.RECHECK) or user.has_perm(ADD_ORDERS)


def _site(sites: list[Site], code: str) -> Site | None:
    return next((site for site in sites if site.code == code), None)
