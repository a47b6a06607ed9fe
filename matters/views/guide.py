"""The guide page: where QR codes lead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from matters import lookup
from matters.enums import Standing
from matters.lookup import Found
from matters.models import Edition
from matters.publishing import today
from matters.surroundings import surroundings
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals
from matters.views.caching import tagged
from matters.views.guide_context import fingerprint, guide_context
from matters.views.reading import read_only


@read_only
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/?a=question.option`: the edition in force, tailored. One query, whether it changed or not; never touches the session.

    404 for an unknown code, 400 for an unknown option, 410 when retired; suspended or not yet in force: 200, and the page says so.
    """
    if address := in_capitals(request, "guide", code):
        return redirect(address, permanent=True)
    day = today()
    found = lookup.find(code, day, beside=surroundings(day))
    if found is None:
        return refusals.unknown_code(request, code)
    if found.matter.standing == Standing.RETIRED:
        return refusals.retired(request, found.matter)
    if found.edition is None:
        return refusals.not_in_force(request, found)
    edition = found.edition
    return tagged(
        request,
        fingerprint(request, found.matter, edition, found.next_from),
        lambda: _page(request, found, edition),
    )


def in_capitals(request: HttpRequest, name: str, code: str) -> str:
    """The same address with the code in capitals, answers and all, where it was typed in small letters; empty where it is as it should be."""
    if code == code.upper() or not lookup.is_code(code.upper()):
        return ""
    query = request.META.get("QUERY_STRING", "")
    return reverse(name, args=[code.upper()]) + (f"?{query}" if query else "")


def _page(request: HttpRequest, found: Found, edition: Edition) -> HttpResponse:
    guide, tokens = edition.guide, request.GET.getlist("a")
    try:
        tailored = tailor(guide, parse_answers(tokens))
    except UnknownOption as error:
        return refusals.unknown_option(request, guide, tokens, error)
    context = {
        **guide_context(request, found.matter, edition, tailored),
        "matter": found.matter,
        "is_suspended": found.matter.standing == Standing.SUSPENDED,
        "next_from": found.next_from,
    }
    return render(request, "matters/guide.html", context)
