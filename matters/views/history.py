"""The editions of a matter or bundle for everybody, and what changed since one of them."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_date

from matters import situation
from matters.bundle_lookup import FoundBundle
from matters.enums import Standing
from matters.history import Line, entries, find_history, in_force, since, told_name
from matters.models import Bundle, Matter, Subject
from matters.plain import digest
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers
from matters.views import bundle_refusals, refusals
from matters.views.caching import page_version, tagged
from matters.views.guide import in_capitals
from matters.views.reading import read_only

PER_PAGE = 10


@read_only
def history(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/history/?since=2&a=question.option`: the editions, and what changed since one. Three queries, one when nothing changed."""
    if address := in_capitals(request, "history", code):
        return redirect(address, permanent=True)
    found = find_history(Matter.objects.known().select_related("successor"), code)
    if found is None:
        return refusals.unknown_code(request, code)
    if found[0].standing == Standing.RETIRED:
        return refusals.retired(request, found[0], "history")
    return _page(request, *found)


@read_only
def bundle_history(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/history/`: the same of a bundle."""
    if address := in_capitals(request, "bundle_history", code):
        return redirect(address, permanent=True)
    found = find_history(Bundle.objects.known(), code)
    if found is None or found[0].standing == Standing.RETIRED:
        return bundle_refusals.nothing_to_show(request, code, found and FoundBundle(found[0], None, None))
    return _page(request, *found)


def _page(request: HttpRequest, subject: Subject, lines: tuple[Line, ...]) -> HttpResponse:
    asked = {name: request.GET.getlist(name) for name in ("since", "on", "a", "page")}
    parts = [repr(lines), str(today()), subject.standing, subject.standing_reason, page_version()]
    return tagged(request, digest([parts, asked]), lambda: _whole(request, subject, lines))


def _whole(request: HttpRequest, subject: Subject, lines: tuple[Line, ...]) -> HttpResponse:
    now = in_force(lines, today())
    old = _asked_for(request, lines)
    answers = _answers(request)
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "name": told_name(lines, today()) if lines else subject.name,
        "now": now,
        "today": today(),
        "asked": bool(request.GET.get("since") or request.GET.get("on")),
        "since": since(old, now, answers) if old and now else None,
        "page": page,
        "entries": entries(lines, list(page)),
        "guide_page": reverse(subject.page, args=[subject.code]),
        "history_page": reverse(subject.history_page, args=[subject.code]),
        "query": situation.query_of(answers),
        "answers": [f"{question}.{option}" for question, option in answers.items()],
    }
    return render(request, "matters/history.html", context)


def _asked_for(request: HttpRequest, lines: tuple[Line, ...]) -> Line | None:
    """The edition of that number, or the one that held on that day."""
    number, day = request.GET.get("since", ""), _day(request.GET.get("on", ""))
    if number:
        return next((line for line in lines if str(line.number) == number.strip()), None)
    return in_force(lines, day) if day else None


def _day(text: str) -> date | None:
    try:
        return parse_date(text.strip())
    except ValueError:  # 2026-02-31
        return None


def _answers(request: HttpRequest) -> dict[str, str]:
    """Those given in the address; none where they cannot be read."""
    try:
        return parse_answers(request.GET.getlist("a"))
    except UnknownOption:
        return {}
