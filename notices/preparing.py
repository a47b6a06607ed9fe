"""What a clerk sees before issuing: the questions with their answers so far, and the sheet as it would be printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from matters.clock import Completion, completion
from matters.guide import Guide, Question
from matters.local_promise import at_place
from matters.models import CalendarDay, Edition, Site, Subject
from matters.tailoring import askable, tailor
from notices.composing import Ingredients, gather
from notices.issuing import issuable_edition, require_running
from notices.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page: `chosen` is the option's key or empty, `others` the answers ("question.option") to keep when it changes."""

    question: Question
    chosen: str
    others: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True, slots=True)
class Prospect:
    """What would be told now, and when it is done if it is accepted now. `lost` says that some given answers are no longer known to the edition in
    force.
    """

    edition: Edition
    questions: tuple[Asked, ...]
    sheet: Sheet
    completion: Completion
    lost: bool

    @property
    def open_count(self) -> int:
        """How many questions are left open: the paper prints their rows with the condition."""
        return sum(1 for asked in self.questions if not asked.chosen)


def prepare(subject: Subject, site: Site | str | None, answers: Mapping[str, str], at: datetime) -> Prospect:
    """The prospect of issuing `subject` at `site` (None: the nearest that handles it) under `answers` at `at`.

    Answers the edition does not know are left out. Raises issuing.CannotIssue and composing.NotHandledHere.
    """
    edition = issuable_edition(subject, at)
    known = known_answers(edition.guide, answers)
    ingredients = gather(edition, known, site)
    require_running(ingredients.guide)
    return Prospect(
        edition=edition,
        questions=tuple(asked_questions(edition.guide, known)),
        sheet=_blank(ingredients),
        completion=_completion(ingredients, at.date()),
        lost=known != dict(answers),
    )


def known_answers(guide: Guide, answers: Mapping[str, str]) -> dict[str, str]:
    """Those of `answers` the guide still has."""
    options = {q.key: {o.key for o in q.options} for q in guide.questions}
    return {question: option for question, option in answers.items() if option in options.get(question, ())}


def asked_questions(guide: Guide, answers: Mapping[str, str]) -> Iterator[Asked]:
    """The answered and the askable questions in their order; the first one still open is the current one."""
    tailored = tailor(guide, answers)
    chosen = {a.question: a for a in tailored.answers}
    still_open = [q.key for q in askable(tailored)]
    for question in guide.questions:
        if question.key in chosen or question.key in still_open:
            answer = chosen.get(question.key)
            others = tuple(a.token for a in tailored.answers if a is not answer)
            yield Asked(question, answer.option if answer else "", others, question.key in still_open[:1])


def _completion(ingredients: Ingredients, day: date) -> Completion:
    """As the sheet will say it, with the place's own promise."""
    guide = at_place(ingredients.guide, ingredients.place.promised)
    return completion(guide, day, CalendarDay.objects.around(day).as_calendar(), today=day)


def _blank(ingredients: Ingredients) -> Sheet:
    """The sheet without number, clerk and time: the same materials as the one that is printed."""
    return ingredients.sheet(url="")
