"""By event, by department, and every 一件事."""

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from matters.directory import offices, shelves
from matters.enums import Level
from matters.models import Topic
from matters.publishing import today
from matters.search import searching
from matters.search.found import Hit
from matters.search.wanted import LONGEST, Wanted
from matters.views.reading import read_only
from matters.views.shown import shown

PER_PAGE = 30


@read_only
def topics(request: HttpRequest) -> HttpResponse:
    """`/topics/`: the life events and the business events. Three queries."""
    events = shelves.events(shelves.whole_catalog())
    return shown(request, "matters/directory/topics.html", {"events": events}, events)


@read_only
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """`/topics/<name>/?page=`: what belongs to one event, 一件事 first. Four queries; 404 for an unknown one."""
    row = Topic.objects.filter(name=_plain(name)).first()
    if row is None:
        raise Http404
    context = {
        "topic": row,
        "bundles": list(searching.search(Wanted(topic=row.name, bundle="1")).hits),
        "page": _page(request, Wanted(topic=row.name, bundle="0")),
        "trail": [("按事找", reverse("topics"))],
    }
    return shown(request, "matters/directory/topic.html", context, row.kind)


@read_only
def departments(request: HttpRequest) -> HttpResponse:
    """`/departments/`: those with something to find. Three queries."""
    found = shelves.departments(shelves.whole_catalog())
    return shown(request, "matters/directory/departments.html", {"departments": found}, found)


@read_only
def department(request: HttpRequest, name: str) -> HttpResponse:
    """`/departments/<name>/?level=&page=`: its matters, how to reach it, where to go. A 统一社会信用代码 leads to the name; 404 for an unknown one.

    Seven queries.
    """
    if known := offices.name_of_code(_plain(name)):
        return redirect("department", known, permanent=True)
    office = offices.office(_plain(name), today())
    if office is None:
        raise Http404
    level = request.GET.get("level", "")
    everything = searching.search(Wanted(department=office.name))
    context = {
        "office": office,
        "levels": shelves.by_level(everything.facets),
        "level": level if level in Level.values else "",
        "total": len(everything.hits),
        "page": _page(request, Wanted(department=office.name, level=level if level in Level.values else "")),
        "trail": [("按部门找", reverse("departments"))],
    }
    return shown(request, "matters/directory/department.html", context, office)


@read_only
def bundles(request: HttpRequest) -> HttpResponse:
    """`/bundles/?page=`: every 一件事. Two queries."""
    return shown(request, "matters/directory/bundles.html", {"page": _page(request, Wanted(bundle="1"))})


def _page(request: HttpRequest, wanted: Wanted) -> "Page[Hit]":
    return Paginator(searching.search(wanted).hits, PER_PAGE).get_page(request.GET.get("page"))


def _plain(name: str) -> str:
    """Without what no database can compare (NUL)."""
    return name.replace("\0", "")[:LONGEST]
