"""What the pages of a matter's guide and of a bundle's have in common: what they say, and the hash of all of it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from matters import linked_data, situation
from matters.clock import Completion, completion
from matters.guide import Guide
from matters.models import CalendarDay, Edition, Subject
from matters.overview import by_level, grouped, overview
from matters.place import Place
from matters.plain import digest, to_plain
from matters.publishing import today
from matters.situation import Asked
from matters.views.caching import page_version


def due_today(guide: Guide) -> Completion:
    """When it is done if accepted today, or on the next working day; one query."""
    calendar = CalendarDay.objects.around(today()).as_calendar()
    return completion(guide, calendar.roll(today()), calendar, today=today())


def guide_context(
    subject: Subject, edition: Edition, guide: Guide, places: list[Place], due: Completion, questions: Iterable[Asked]
) -> dict[str, object]:
    """For the partials below templates/matters/guide/. `guide` is the tailored one of `edition`."""
    questions = tuple(questions)
    return {
        "edition": edition,
        "guide": guide,
        "questions": questions,
        "has_open_questions": not all(question.is_answered for question in questions),
        "page": reverse(subject.page, args=[guide.code]),
        "ask_page": reverse(subject.ask_page, args=[guide.code]),
        "sheet_page": reverse(subject.sheet_page, args=[guide.code]),
        "query": situation.query_of(situation.answers_of(guide)),
        "answers": guide.answers,
        "overview": overview(guide, places),
        "completion": due,
        "groups": grouped(guide.requirements),
        "has_open_materials": any(r.when for r in guide.requirements),
        "levels": by_level(places),
        "places": places,
        "linked_data": linked_data.script(guide, places, settings.PUBLIC_BASE_URL),
    }


def fingerprint(
    subject: Subject, edition: Edition, guide: Guide, places: list[Place], due: Completion, *further: object
) -> str:
    """Of all that such a page says, without rendering it. What is due from today on makes it another one after midnight."""
    parts = (
        edition.sha256, edition.number, edition.effective_from, edition.change_note, subject.standing,
        subject.standing_reason, *(a.token for a in guide.answers), *further, settings.DEMO, settings.PUBLIC_BASE_URL,
        page_version(),
    )  # fmt: skip
    return digest([*map(str, parts), to_plain(places), to_plain(due)])
