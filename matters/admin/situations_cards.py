"""The questions of a matter as cards on the page of situations: what is edited, and beside it what it decides over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matters.guide import Question
from matters.situations.dependants import Dependant, dependants
from matters.situations.draft import Draft, DraftOption, DraftQuestion
from matters.situations.matrix import options_of
from matters.situations.rows import quoted
from matters.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class Choice:
    """An option to tick or to pick, by its token and in words."""

    token: str
    text: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The options of one question."""

    question: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OptionLine:
    """`name` begins the names of its fields."""

    name: str
    option: DraftOption
    dependants: tuple[Dependant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionCard:
    """A question as it is edited: what may open it, its options, and what each decides over."""

    name: str
    anchor: str
    question: DraftQuestion
    openers: tuple[Choices, ...]
    opened_by: str
    lines: tuple[OptionLine, ...]

    @property
    def wrongly_opened(self) -> tuple[str, ...]:
        """Options of its condition that no question offers."""
        known = {choice.token for group in self.openers for choice in group.choices}
        return tuple(token for token in self.question.when if token not in known)


def cards_of(base: WorkingCopy, draft: Draft) -> Iterator[QuestionCard]:
    depending = dependants(base, draft.conditions)
    for index, question in enumerate(draft.questions):
        name = f"q{index}"
        openers = tuple(choices_of(other, question.when) for other in base.questions if other.key != question.key)
        yield QuestionCard(
            name=name,
            anchor=f"question-{index}",
            question=question,
            openers=openers,
            opened_by=quoted(base.questions, question.when),
            lines=tuple(_line(f"{name}-o{place}", question, o, depending) for place, o in enumerate(question.options)),
        )


def _line(
    name: str, question: DraftQuestion, option: DraftOption, depending: Mapping[str, tuple[Dependant, ...]]
) -> OptionLine:
    is_stored = not (question.is_new or option.is_new)
    return OptionLine(name, option, depending.get(f"{question.key}.{option.key}", ()) if is_stored else ())


def choices_of(question: Question, chosen: Iterable[str]) -> Choices:
    on = set(chosen)
    texts = zip(options_of(question), question.options, strict=True)
    return Choices(question.text, tuple(Choice(token, option.text, token in on) for token, option in texts))
