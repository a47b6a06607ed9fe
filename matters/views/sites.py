"""办事地点: finding one by community or street, and one of them with its hours now and its matters."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from matters import catalogs, site_visits, sites
from matters.views.caching import tagged
from matters.views.reading import read_only
from matters.views.shown import fingerprint

PER_PAGE = 30


@read_only
def directory(request: HttpRequest) -> HttpResponse:
    """`/sites/?q=&at=`: sites by what is typed (community, street, name) or by a region's code, and all of them by street; three queries."""
    asked = request.GET.get("q", "").strip()[: sites.LONGEST]
    found = sites.directory(asked, request.GET.get("at", ""))
    context = {"asked": asked, "found": found}
    return tagged(
        request, fingerprint(request, found), lambda: render(request, "matters/sites/directory.html", context)
    )


@read_only
@never_cache  # it says whether the site is open now
def site(request: HttpRequest, code: str) -> HttpResponse:
    """`/sites/<code>/`: where it is, when it is open, what is handled there; seven queries whatever their number."""
    now = timezone.localtime()
    visit = site_visits.visit(code, now)
    if visit is None:
        raise Http404
    scope = catalogs.site_scope(visit.site)
    page = Paginator(catalogs.edition_keys(scope, now.date()), PER_PAGE).get_page(request.GET.get("page"))
    context = {"visit": visit, "page": page, "entries": catalogs.entries(scope, list(page)), "query": "?", "now": now}
    return render(request, "matters/sites/site.html", context)
