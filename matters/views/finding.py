"""Home and search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import finding
from matters.enums import Level

PER_PAGE = 20
BUNDLES = 12
"""How many 一件事 stand above the matters of the first page."""


@csrf_exempt  # nothing is written: a POST is told 405 instead of being asked for a token
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`: a search box, and everything by level, topic and department."""
    context = {
        "bundles": finding.bundles(),
        "levels": finding.levels(),
        "topics": finding.topics(),
        "departments": finding.departments(),
    }
    return render(request, "matters/home.html", context)


@csrf_exempt
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&level=&department=&topic=&page=`: at most four queries, whatever the catalog's size."""
    wanted = finding.wanted(request.GET.dict())
    page = Paginator(finding.search(wanted), PER_PAGE).get_page(request.GET.get("page"))
    levels = [(value, label, wanted.query(level=value)) for value, label in Level.choices]
    departments, topics = finding.narrowing()
    context = {
        "wanted": wanted,
        "page": page,
        "bundles": finding.bundles(wanted)[:BUNDLES] if page.number == 1 else (),
        "levels": levels,
        "departments": [(s, wanted.query(department=s.value)) for s in departments],
        "topics": [(s, wanted.query(topic=s.value)) for s in topics],
        "removals": [(text, wanted.query(**{name: ""})) for name, text in wanted.filters.items()],
        "query": wanted.query(),
    }
    return render(request, "matters/search.html", context)
