"""What a clerk sees before issuing: the questions with their answers so far, and the sheet as it would be printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from matters.guide import Guide, Question
from matters.models import Edition, Matter, Site
from matters.tailoring import askable, tailor
from notices.composing import Ingredients, gather
from notices.issuing import issuable_edition
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
    """What would be told now. `lost` says that some given answers are no longer known to the edition in force."""

    edition: Edition
    questions: tuple[Asked, ...]
    sheet: Sheet
    lost: bool

    @property
    def open_count(self) -> int:
        """How many questions are left open: the paper prints their rows with the condition."""
        return sum(1 for asked in self.questions if not asked.chosen)


def prepare(matter: Matter, site: Site | str | None, answers: Mapping[str, str], at: datetime) -> Prospect:
    """The prospect of issuing `matter` at `site` (None: the nearest that handles it) under `answers` at `at`.

    Answers the edition does not know are left out. Raises issuing.CannotIssue and composing.NotHandledHere.
    """
    edition = issuable_edition(matter, at)
    known = known_answers(edition.guide, answers)
    ingredients = gather(edition, known, site)
    return Prospect(
        edition=edition,
        questions=tuple(asked_questions(edition.guide, known)),
        sheet=_blank(ingredients),
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


def _blank(ingredients: Ingredients) -> Sheet:
    """The sheet without number, clerk and time: the same materials as the one that is printed."""
    return ingredients.sheet(url="")
