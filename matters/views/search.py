"""The public search: one list of matters and 一件事, and what is offered while somebody types."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from matters.publishing import today
from matters.search import searching
from matters.search.wanted import Wanted
from matters.search_page.narrowing import chips, groups, page_links
from matters.search_page.nothing_found import other_ways
from matters.search_page.scanned import leads_to
from matters.views.caching import tagged
from matters.views.reading import read_only
from matters.views.shown import fingerprint

PER_PAGE = 20
SUGGESTIONS = 8
LONGEST_SCAN = 1000
"""Characters of an address that a scanner types."""


@read_only
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&level=&department=&audience=&topic=&online=&bundle=&page=`: at most four queries, whatever the catalog's size.

    A public code or a scanned address leads on to its page.
    """
    if place := leads_to(request.GET.get("q", "")[:LONGEST_SCAN]):
        return redirect(place)
    wanted = Wanted.of(request.GET.dict())
    return tagged(request, _fingerprint(request), partial(_page, request, wanted))


@read_only
def suggest(request: HttpRequest) -> HttpResponse:
    """`/search/suggest/?q=`: the best hits as a list of links, a part of a page."""
    wanted = Wanted.of({"q": request.GET.get("q", "")})
    return tagged(request, _fingerprint(request), partial(_suggestions, request, wanted))


def _page(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    found = searching.search(wanted)
    page = Paginator(found.hits, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "wanted": wanted,
        "page": page,
        "pages": page_links(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1), wanted),
        "did_you_mean": found.did_you_mean,
        "is_near": found.is_near,
        "chips": chips(wanted),
        "groups": groups(found.facets, wanted, page.paginator.count),
    }
    if not page.paginator.count:
        context |= {"other_ways": other_ways(wanted)}
    return render(request, "matters/search.html", context)


def _suggestions(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    hits = searching.suggest(wanted.q, SUGGESTIONS) if wanted.q else ()
    return render(request, "matters/_suggestions.html", {"wanted": wanted, "hits": hits})


def _fingerprint(request: HttpRequest) -> str:
    """Of everything that the answer depends on: what was asked, the catalog, the day and this release."""
    return fingerprint(request, searching.version(), today())
