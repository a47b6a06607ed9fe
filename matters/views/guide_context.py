"""What the pages of a matter's guide and of a bundle's have in common: what they say, and the hash of all of it."""

from dataclasses import astuple, dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import mark_safe

from matters import linked_data, qr, situation
from matters.clock import completion
from matters.enums import Level
from matters.guide import Guide
from matters.handling_places import Located, handling, place_in
from matters.linked_data import Around
from matters.models import Bundle, Edition, Subject
from matters.open_days import Days, OpenDay, on
from matters.opening import day_words
from matters.overview import by_level, described, first_choice, grouped, overview
from matters.place import Place
from matters.plain import digest
from matters.publishing import today
from matters.surroundings import surrounding
from matters.views.caching import page_version
from matters.views.nearby import keeping, known_area, nearby


@dataclass(frozen=True, slots=True)
class Today:
    """When the place that is named first is open on the day of the page: in words, and as data for the script that says whether it is open now."""

    words: str
    day: OpenDay | None = None


def guide_context(request: HttpRequest, subject: Subject, edition: Edition, guide: Guide) -> dict[str, object]:
    """For the partials below templates/matters/guide/. `guide` is the tailored one of `edition`, which brings its `Surroundings`."""
    around, day = surrounding(edition), today()
    every_site = around.located()
    located = handling(guide, every_site)
    places = [place_in(guide, one) for one in located]
    at = known_area(places, request.GET.get("at", ""))
    its_bundles = around.its_bundles()
    questions, days = keeping(situation.asked(guide), at), around.calendar()
    here = first_choice(places, at)
    open_today = _today(here, located, day, days)
    first_screen = overview(guide, places, at=at, today=open_today.words)
    return {
        "edition": edition,
        "guide": guide,
        "questions": questions,
        "has_open_questions": not all(question.is_answered for question in questions),
        "answers": guide.answers,
        "overview": first_screen,
        "description": described(guide, first_screen),
        "is_answered": bool(guide.answers or request.GET.get("at")),
        "open_today": open_today.day,
        "completion": completion(guide, days.calendar.roll(day), days.calendar, today=day),
        "levels": by_level(places),
        "places": places,
        "here": here,
        "its_bundles": its_bundles,
        "linked_data": linked_data.script(guide, places, _around(subject, guide, every_site, its_bundles)),
        "trail": _trail(subject, guide),
        **_papers(guide),
        **_addresses(subject, guide),
        **nearby(places, at),
    }


def fingerprint(request: HttpRequest, subject: Subject, edition: Edition, next_from: date | None) -> str:
    """Of all that such a page can say, without making it, and without reading more than the one row: whatever changes a site, a desk, the hours,
    the calendar or a standing changes it, and so does midnight.
    """
    parts = (
        edition.sha256, edition.number, edition.effective_from, edition.effective_to, edition.change_note, next_from, today(),
        subject.standing, subject.standing_reason, settings.DEMO, settings.PUBLIC_BASE_URL, page_version(),
    )  # fmt: skip
    asked = [request.GET.getlist("a"), request.GET.get("at", "")]
    return digest([*map(str, parts), asked, astuple(surrounding(edition))])


def _today(here: Place | None, located: list[Located], day: date, days: Days) -> Today:
    """Nothing where the place's hours for this matter are a text of their own."""
    one = next((one for one in located if here and one.site.code == here.code), None)
    if one is None or one.desk.get("hours") or not one.periods:
        return Today("")
    return Today(day_words(day, one.periods, days), on(day, one.periods, days))


def _papers(guide: Guide) -> dict[str, object]:
    """The list to tick, and what of it is to be filled in."""
    return {
        "groups": grouped(guide.requirements),
        "has_open_materials": any(r.when for r in guide.requirements),
        "forms": [r for r in guide.requirements if r.blank_url or r.sample_url],
    }


def _trail(subject: Subject, guide: Guide) -> list[tuple[str, str]]:
    """The pages above this one, and itself: (name, path)."""
    above = (
        ("一件事", reverse("bundles"))
        if guide.members
        else (guide.department.name, reverse("department", args=[guide.department.name]))
    )
    return [("首页", reverse("home")), above, (guide.name, reverse(subject.page, args=[guide.code]))]


def _around(subject: Subject, guide: Guide, sites: list[Located], bundles: list[Bundle]) -> Around:
    members = [(member.name, reverse("guide", args=[member.code])) for member in guide.members]
    return Around(
        base_url=settings.PUBLIC_BASE_URL,
        trail=_trail(subject, guide),
        area=next((one.site.region.name for one in sites if one.site.level == Level.DISTRICT), ""),
        related=[*members, *((bundle.name, reverse("bundle", args=[bundle.code])) for bundle in bundles)],
        periods={one.site.code: one.periods for one in sites if not one.desk.get("hours")},
    )


def _addresses(subject: Subject, guide: Guide) -> dict[str, object]:
    """Of the page itself as it was answered, to be shared, and of the pages that belong to it."""
    page, query = reverse(subject.page, args=[guide.code]), situation.query_of(situation.answers_of(guide))
    shared = settings.PUBLIC_BASE_URL + page + query
    return {
        "page": page,
        "query": query,
        "shared": shared,
        "shared_code": mark_safe(qr.svg(shared)),  # noqa: S308 - a drawing of our own
        "data_page": settings.PUBLIC_BASE_URL + reverse("api:guide", args=[guide.code]) + query,
        "ask_page": reverse(subject.ask_page, args=[guide.code]),
        "sheet_page": reverse(subject.sheet_page, args=[guide.code]),
        "history_page": reverse(subject.history_page, args=[guide.code]),
    }
