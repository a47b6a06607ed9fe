"""The page of a bundle and its questions: where its QR codes lead."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from matters.bundle_lookup import FoundBundle, find_bundle, in_order
from matters.enums import Standing
from matters.models import Edition
from matters.publishing import today
from matters.surroundings import surrounding, surroundings
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.totals import schedule
from matters.views import bundle_refusals, refusals
from matters.views.ask import flow
from matters.views.caching import tagged
from matters.views.guide import in_capitals
from matters.views.guide_context import fingerprint, guide_context
from matters.views.reading import read_only


@read_only
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/?a=question.option`: the edition in force, tailored. One query; never touches the session.

    404 for an unknown code, 400 for an unknown option, 410 when retired; suspended (or one of its matters) or not yet in force: 200, and the
    page says so.
    """
    if address := in_capitals(request, "bundle", code):
        return redirect(address, permanent=True)
    day = today()
    found = find_bundle(code, day, beside=surroundings(day))
    if found is None or found.edition is None or found.bundle.standing == Standing.RETIRED:
        return bundle_refusals.nothing_to_show(request, code, found)
    edition = found.edition
    return tagged(
        request,
        fingerprint(request, found.bundle, edition, found.next_from),
        lambda: _page(request, found, edition),
    )


@read_only
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/ask/?a=question.option&q=question`: its questions one at a time. One query."""
    if address := in_capitals(request, "bundle_ask", code):
        return redirect(address, permanent=True)
    found = find_bundle(code, today())
    if found is None or found.edition is None or found.bundle.standing == Standing.RETIRED:
        return bundle_refusals.nothing_to_show(request, code, found)
    return flow(request, found.bundle, found.edition, next_from=found.next_from)


def _page(request: HttpRequest, found: FoundBundle, edition: Edition) -> HttpResponse:
    guide, tokens = edition.guide, request.GET.getlist("a")
    try:
        tailored = tailor(guide, parse_answers(tokens))
    except UnknownOption as error:
        return refusals.unknown_option(request, guide, tokens, error, "bundle")
    stopped = in_order(tailored, surrounding(edition).halted_members())
    context = {
        **guide_context(request, found.bundle, edition, tailored),
        "bundle": found.bundle,
        "is_suspended": found.bundle.standing == Standing.SUSPENDED or bool(stopped),
        "halted": stopped,
        "next_from": found.next_from,
        "stages": schedule(tailored),
    }
    return render(request, "matters/bundle.html", context)
