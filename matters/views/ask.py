"""The questions one at a time, every answer a link: for small screens, touch terminals and whoever wants to be led."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from matters import lookup, situation
from matters.enums import Standing
from matters.models import Edition, Subject
from matters.plain import digest
from matters.publishing import today
from matters.situation import Turn
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals
from matters.views.caching import page_version, tagged
from matters.views.guide import in_capitals
from matters.views.reading import read_only


@read_only
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """`/g/<code>/ask/?a=question.option&q=question`: the next question, or that one again; on to the guide page when none is left.

    One query. Refuses what the guide page refuses, in the same way.
    """
    if address := in_capitals(request, "ask", code):
        return redirect(address, permanent=True)
    found = lookup.find(code, today())
    if found is None:
        return refusals.unknown_code(request, code)
    if found.matter.standing == Standing.RETIRED:
        return refusals.retired(request, found.matter, "ask")
    if found.edition is None:
        return refusals.not_in_force(request, found)
    return flow(request, found.matter, found.edition, next_from=found.next_from)


def flow(request: HttpRequest, subject: Subject, edition: Edition, *, next_from: date | None = None) -> HttpResponse:
    """The questions of `edition`, a matter's or a bundle's; it ends on the subject's own page."""
    tokens = request.GET.getlist("a")
    try:
        answers = situation.answers_of(tailor(edition.guide, parse_answers(tokens)))
    except UnknownOption as error:
        return refusals.unknown_option(request, edition.guide, tokens, error, subject.page)
    turn = situation.turn(edition.guide, answers, request.GET.get("q", ""))
    page = reverse(subject.page, args=[subject.code])
    if turn is None:
        return redirect(page + situation.query_of(answers))
    context = {
        "matter": subject,
        "is_suspended": subject.standing == Standing.SUSPENDED,
        "next_from": next_from,
        "guide": edition.guide,
        "turn": turn,
        "page": page,
        "ask_page": reverse(subject.ask_page, args=[subject.code]),
    }
    fingerprint = _fingerprint(subject, edition, turn, next_from)
    return tagged(request, fingerprint, lambda: render(request, "matters/ask.html", context))


def _fingerprint(subject: Subject, edition: Edition, turn: Turn, next_from: date | None) -> str:
    """Of all that the page says; the answers so far are in the turn."""
    standing = [subject.standing, subject.standing_reason]
    deployment = [str(settings.DEMO), settings.PUBLIC_BASE_URL, page_version()]
    return digest([edition.sha256, str(next_from), *standing, *deployment, repr(turn)])
