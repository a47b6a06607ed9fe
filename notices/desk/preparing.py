"""What a clerk sees before issuing: the questions with their answers so far, and the sheet as it would be printed."""

from collections.abc import Collection, Iterator, Mapping
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
    """A question on the page: `chosen` is the option's key or empty, `is_left` says that it was left open on purpose (还没问清).

    `others` are the tokens of the other questions, to keep when this one changes; `token` is its own, empty as long as nothing was decided.
    """

    question: Question
    chosen: str
    others: tuple[str, ...]
    is_current: bool
    is_left: bool = False

    @property
    def token(self) -> str:
        """As the counter's addresses name it: "question.option", and "question." where it was left open."""
        return f"{self.question.key}.{self.chosen}" if self.chosen or self.is_left else ""


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

    @property
    def tokens(self) -> tuple[str, ...]:
        """What was decided so far, in the order of the questions."""
        return tuple(asked.token for asked in self.questions if asked.token)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is left to ask: every question was answered or left open on purpose."""
        return len(self.tokens) == len(self.questions)


def prepare(
    subject: Subject, site: Site | str | None, answers: Mapping[str, str], at: datetime, left: Collection[str] = ()
) -> Prospect:
    """The prospect of issuing `subject` at `site` (None: the nearest that handles it) under `answers` at `at`.

    `left` are the questions left open on purpose. Answers and questions the edition does not know are left out. Raises issuing.CannotIssue and
    composing.NotHandledHere.
    """
    edition = issuable_edition(subject, at)
    known = known_answers(edition.guide, answers)
    ingredients = gather(edition, known, site)
    require_running(ingredients.guide)
    return Prospect(
        edition=edition,
        questions=tuple(asked_questions(edition.guide, known, left)),
        sheet=_blank(ingredients),
        completion=_completion(ingredients, at.date()),
        lost=known != dict(answers) or not {q.key for q in edition.guide.questions}.issuperset(left),
    )


def known_answers(guide: Guide, answers: Mapping[str, str]) -> dict[str, str]:
    """Those of `answers` the guide still has."""
    options = {q.key: {o.key for o in q.options} for q in guide.questions}
    return {question: option for question, option in answers.items() if option in options.get(question, ())}


def asked_questions(guide: Guide, answers: Mapping[str, str], left: Collection[str] = ()) -> Iterator[Asked]:
    """The answered and the askable questions in their order; the first one that is neither answered nor left open is the current one."""
    tailored = tailor(guide, answers)
    chosen = {a.question: a.option for a in tailored.answers}
    still_open = [q.key for q in askable(tailored)]
    waiting = [key for key in still_open if key not in left]
    asked = [q for q in guide.questions if q.key in chosen or q.key in still_open]
    tokens = {q.key: f"{q.key}.{chosen.get(q.key, '')}" for q in asked if q.key not in waiting}
    for question in asked:
        key = question.key
        others = tuple(token for other, token in tokens.items() if other != key)
        is_left = key in still_open and key in left
        yield Asked(question, chosen.get(key, ""), others, is_current=key in waiting[:1], is_left=is_left)


def _completion(ingredients: Ingredients, day: date) -> Completion:
    """As the sheet will say it, with the place's own promise."""
    guide = at_place(ingredients.guide, ingredients.place.promised)
    return completion(guide, day, CalendarDay.objects.around(day).as_calendar(), today=day)


def _blank(ingredients: Ingredients) -> Sheet:
    """The sheet without number, clerk and time: the same materials as the one that is printed."""
    return ingredients.sheet(url="")
