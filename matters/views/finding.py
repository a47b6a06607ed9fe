"""Home and search."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import finding
from matters.enums import Level

PER_PAGE = 20


@csrf_exempt  # nothing is written: a POST is told 405 instead of being asked for a token
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`: a search box, and everything by level, topic and department."""
    context = {
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
    context = {
        "wanted": wanted,
        "page": page,
        "levels": levels,
        "departments": [(s, wanted.query(department=s.value)) for s in finding.departments()],
        "topics": [(s, wanted.query(topic=s.value)) for group in finding.topics().values() for s in group],
        "removals": [(text, wanted.query(**{name: ""})) for name, text in wanted.filters.items()],
        "query": wanted.query(),
    }
    return render(request, "matters/search.html", context)
