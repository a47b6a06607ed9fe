"""The guide page: where QR codes lead."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import linked_data, lookup, situation
from matters.clock import Completion, completion
from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import places_for
from matters.lookup import Found
from matters.models import CalendarDay, Edition
from matters.overview import by_level, grouped, overview
from matters.place import Place
from matters.plain import digest, to_plain
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.views import refusals
from matters.views.caching import page_version, tagged
from matters.views.nearby import keeping, known_area, nearby


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
    at = known_area(places, request.GET.get("at", ""))
    calendar = CalendarDay.objects.around(today()).as_calendar()
    due = completion(tailored, calendar.roll(today()), calendar, today=today())
    return tagged(
        request,
        _fingerprint(found, edition, tailored, places, due) + at,
        lambda: render(
            request, "matters/guide.html", _context(found, edition, tailored, places, due, at) | nearby(places, at)
        ),
    )


def _context(
    found: Found, edition: Edition, tailored: Guide, places: list[Place], due: Completion, at: str
) -> dict[str, object]:
    questions = keeping(situation.asked(tailored), at)
    return {
        "matter": found.matter,
        "is_suspended": found.matter.standing == Standing.SUSPENDED,
        "edition": edition,
        "next_from": found.next_from,
        "guide": tailored,
        "questions": questions,
        "has_open_questions": not all(question.is_answered for question in questions),
        "page": reverse("guide", args=[tailored.code]),
        "ask_page": reverse("ask", args=[tailored.code]),
        "sheet_page": reverse("blank_sheet", args=[tailored.code]),
        "query": situation.query_of(situation.answers_of(tailored)),
        "answers": tailored.answers,
        "overview": overview(tailored, places),
        "completion": due,
        "groups": grouped(tailored.requirements),
        "has_open_materials": any(r.when for r in tailored.requirements),
        "levels": by_level(places),
        "places": places,
        "linked_data": linked_data.script(tailored, places, settings.PUBLIC_BASE_URL),
    }


def _fingerprint(found: Found, edition: Edition, tailored: Guide, places: list[Place], due: Completion) -> str:
    """Of all that the page says, without rendering it. What is due from today on makes it another one after midnight."""
    matter = found.matter
    parts: list[date | str | None] = [
        edition.sha256, str(edition.number), edition.effective_from, edition.change_note, found.next_from,
        matter.standing, matter.standing_reason, *(a.token for a in tailored.answers),
        str(settings.DEMO), settings.PUBLIC_BASE_URL, page_version(),
    ]  # fmt: skip
    return digest([*(str(part) for part in parts), to_plain(places), to_plain(due)])
