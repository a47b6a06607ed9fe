"""The guide page: where QR codes lead."""

from datetime import date
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import linked_data, lookup, situation
from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import places_for
from matters.lookup import Found
from matters.models import Edition
from matters.overview import by_level, grouped, overview
from matters.place import Place
from matters.plain import digest, to_plain
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals


@csrf_exempt  # nothing is written: a POST is told 405 instead of being asked for a token
@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/?a=question.option`: the edition in force, tailored. Three queries; never touches the session.

    404 for an unknown code, 400 for an unknown option, 410 when retired; suspended or not yet in force: 200, and the page says so.
    """
    if code != code.upper() and lookup.is_code(code.upper()):
        return redirect(canonical("guide", code, request), permanent=True)
    found = lookup.find(code, today())
    if found is None:
        return refusals.unknown_code(request, code)
    if found.matter.standing == Standing.RETIRED:
        return refusals.retired(request, found.matter)
    if found.edition is None:
        return refusals.not_in_force(request, found)
    tokens = request.GET.getlist("a")
    try:
        tailored = tailor(found.edition.guide, parse_answers(tokens))
    except UnknownOption as error:
        return refusals.unknown_option(request, found.edition.guide, tokens, error)
    return _page(request, found, found.edition, tailored)


def canonical(name: str, code: str, request: HttpRequest) -> str:
    """The same address with the code in capitals, answers and all."""
    query = request.META.get("QUERY_STRING", "")
    return reverse(name, args=[code.upper()]) + (f"?{query}" if query else "")


def _page(request: HttpRequest, found: Found, edition: Edition, tailored: Guide) -> HttpResponse:
    places = places_for(tailored, found.matter)
    etag = quote_etag(_fingerprint(found, edition, tailored, places))
    response = get_conditional_response(request, etag=etag) or render(
        request, "matters/guide.html", _context(found, edition, tailored, places)
    )
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


def _context(found: Found, edition: Edition, tailored: Guide, places: list[Place]) -> dict[str, object]:
    return {
        "matter": found.matter,
        "is_suspended": found.matter.standing == Standing.SUSPENDED,
        "edition": edition,
        "next_from": found.next_from,
        "guide": tailored,
        "questions": situation.asked(tailored),
        "query": situation.query_of(situation.answers_of(tailored)),
        "answers": tailored.answers,
        "overview": overview(tailored, places),
        "groups": grouped(tailored.requirements),
        "has_open_materials": any(r.when for r in tailored.requirements),
        "levels": by_level(places),
        "places": places,
        "linked_data": linked_data.script(tailored, places, settings.PUBLIC_BASE_URL),
    }


def _fingerprint(found: Found, edition: Edition, tailored: Guide, places: list[Place]) -> str:
    """Of all that the page says, without rendering it."""
    matter = found.matter
    parts: list[date | str | None] = [
        edition.sha256, str(edition.number), edition.effective_from, edition.change_note, found.next_from,
        matter.standing, matter.standing_reason, *(a.token for a in tailored.answers),
        str(settings.DEMO), settings.PUBLIC_BASE_URL, page_version(),
    ]  # fmt: skip
    return digest([*(str(part) for part in parts), to_plain(places)])


@cache
def page_version() -> str:
    """Changes when this release words or sets a page otherwise, so that no browser keeps one made by an older release."""
    sources = ("templates/*.html", "templates/matters/**/*.html", "static/css/*.css", "matters/*.py")
    files = [file for pattern in sources for file in sorted(settings.BASE_DIR.glob(pattern))]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
