"""The home page."""

from django.http import HttpRequest, HttpResponse

from matters.directory import areas, news, shelves
from matters.publishing import today
from matters.search import searching
from matters.search.wanted import Wanted
from matters.views.reading import read_only
from matters.views.shown import shown

BUNDLES, MOST_ASKED, LATEST, OFFICES = 6, 8, 5, 8
"""How many of each stand on the home page; all of them have pages of their own."""


@read_only
def home(request: HttpRequest) -> HttpResponse:
    """`/`: a search field, life and business events, 一件事, where to go, what is asked most and what changed. Eight queries, none for a person."""
    facets = shelves.whole_catalog()
    offices = shelves.departments(facets)
    context = {
        "events": shelves.events(facets),
        "levels": shelves.levels(facets),
        "departments": offices[:OFFICES],
        "all_departments": len(offices),
        "bundles": list(searching.search(Wanted(bundle="1")).hits[:BUNDLES]),
        "most_asked": list(searching.most_used(MOST_ASKED)),
        "latest": news.changes(news.held_from(today())[:LATEST]),
        "streets": areas.streets(),
    }
    return shown(request, "matters/home.html", context, context)
