"""The page of a bundle and its questions: where its QR codes lead."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from matters import linked_data, situation
from matters.bundle_lookup import FoundBundle, find_bundle, halted
from matters.clock import Completion, completion
from matters.enums import Standing
from matters.guide import Guide
from matters.handling_places import places_for
from matters.lookup import is_code
from matters.models import CalendarDay, Edition, Matter
from matters.overview import by_level, grouped, overview
from matters.place import Place
from matters.plain import digest, to_plain
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor
from matters.totals import schedule
from matters.views import bundle_refusals, refusals
from matters.views.ask import flow
from matters.views.caching import page_version, tagged
from matters.views.guide import canonical


@dataclass(frozen=True, slots=True)
class _Told:
    """Everything the page tells, gathered in four queries."""

    found: FoundBundle
    edition: Edition
    guide: Guide
    places: list[Place]
    halted: list[Matter]
    due: Completion


@csrf_exempt  # nothing is written: a POST is told 405 instead of being asked for a token
@require_safe
def bundle(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/?a=question.option`: the edition in force, tailored. Four queries; never touches the session.

    404 for an unknown code, 400 for an unknown option, 410 when retired; suspended (or one of its matters) or not yet in force: 200, and the
    page says so.
    """
    if address := capitals(request, "bundle", code):
        return redirect(address, permanent=True)
    found = find_bundle(code, today())
    if found is None or found.edition is None or found.bundle.standing == Standing.RETIRED:
        return bundle_refusals.nothing_to_show(request, code, found)
    tokens = request.GET.getlist("a")
    try:
        tailored = tailor(found.edition.guide, parse_answers(tokens))
    except UnknownOption as error:
        return refusals.unknown_option(request, found.edition.guide, tokens, error, "bundle")
    told = _told(found, found.edition, tailored)
    return tagged(request, _fingerprint(told), lambda: render(request, "matters/bundle.html", _context(told)))


@csrf_exempt
@require_safe
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """`/b/<code>/ask/?a=question.option&q=question`: its questions one at a time. One query."""
    if address := capitals(request, "bundle_ask", code):
        return redirect(address, permanent=True)
    found = find_bundle(code, today())
    if found is None or found.edition is None or found.bundle.standing == Standing.RETIRED:
        return bundle_refusals.nothing_to_show(request, code, found)
    return flow(request, found.bundle, found.edition, ask_page="bundle_ask", next_from=found.next_from)


def capitals(request: HttpRequest, name: str, code: str) -> str:
    """The same address with the code in capitals where it was typed in small letters; empty where it is as it should be."""
    return canonical(name, code, request) if code != code.upper() and is_code(code.upper()) else ""


def _told(found: FoundBundle, edition: Edition, tailored: Guide) -> _Told:
    calendar = CalendarDay.objects.around(today()).as_calendar()
    return _Told(
        found=found,
        edition=edition,
        guide=tailored,
        places=places_for(tailored, found.bundle),
        halted=halted(tailored),
        due=completion(tailored, calendar.roll(today()), calendar, today=today()),
    )


def _context(told: _Told) -> dict[str, object]:
    guide, row = told.guide, told.found.bundle
    questions = situation.asked(guide)
    return {
        "bundle": row,
        "is_suspended": row.standing == Standing.SUSPENDED or bool(told.halted),
        "halted": told.halted,
        "edition": told.edition,
        "next_from": told.found.next_from,
        "guide": guide,
        "stages": schedule(guide),
        "questions": questions,
        "has_open_questions": not all(question.is_answered for question in questions),
        "page": reverse("bundle", args=[guide.code]),
        "ask_page": reverse("bundle_ask", args=[guide.code]),
        "sheet_page": reverse("bundle_sheet", args=[guide.code]),
        "query": situation.query_of(situation.answers_of(guide)),
        "answers": guide.answers,
        "overview": overview(guide, told.places),
        "completion": told.due,
        "groups": grouped(guide.requirements),
        "has_open_materials": any(r.when for r in guide.requirements),
        "levels": by_level(told.places),
        "places": told.places,
        "linked_data": linked_data.script(guide, told.places, settings.PUBLIC_BASE_URL),
    }


def _fingerprint(told: _Told) -> str:
    """Of all that the page says, without rendering it. What is due from today on makes it another one after midnight."""
    row, edition = told.found.bundle, told.edition
    parts = [
        edition.sha256, edition.number, edition.effective_from, edition.change_note, told.found.next_from,
        row.standing, row.standing_reason, *(a.token for a in told.guide.answers),
        *(f"{m.code} {m.standing} {m.standing_reason}" for m in told.halted),
        settings.DEMO, settings.PUBLIC_BASE_URL, page_version(),
    ]  # fmt: skip
    return digest([*map(str, parts), to_plain(told.places), to_plain(told.due)])
