"""The situation questions as a page asks them: plain links, the answers in the address. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlencode

from matters.guide import Guide, Question
from matters.tailoring import UnknownOption, askable, parse_answers, pending, tailor


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `query` is the address's query with it chosen."""

    text: str
    note: str
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is open or answered; `without` is the query with its answer taken back."""

    key: str
    text: str
    help: str
    choices: tuple[Choice, ...]
    is_answered: bool
    without: str


@dataclass(frozen=True, slots=True)
class Said:
    """An answer given so far; `query` asks its question again and keeps the others."""

    question: str
    answer: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the questions one at a time: number `number`, with `fewest` to `most` to follow, depending on the answer.

    `back` is the query that asks the question before again; None at the first. `given` is the query of the answers so far.
    """

    question: Asked
    number: int
    fewest: int
    most: int
    said: tuple[Said, ...]
    back: str | None
    given: str

    @property
    def progress(self) -> str:
        """`第2问，约还有1问`."""
        if self.most:
            return f"第{self.number}问，{'约' if self.fewest < self.most else ''}还有{self.most}问"
        others = sum(not one.is_current for one in self.said)
        if not others:
            return "只问这一问"
        return f"第{self.number}问，" + ("最后一问" if self.number > others else "其余已选好")


def answers_of(guide: Guide) -> dict[str, str]:
    """The answers a tailored guide was made with."""
    return {a.question: a.option for a in guide.answers}


def query_of(answers: Mapping[str, str]) -> str:
    """`?a=kind.lost&a=who.agent`; empty without answers."""
    return "?" + urlencode([("a", f"{q}.{o}") for q, o in answers.items()]) if answers else ""


def asked(guide: Guide) -> tuple[Asked, ...]:
    """The questions of a tailored guide that are answered or still worth asking, in the guide's order."""
    answers = answers_of(guide)
    open_keys = {q.key for q in askable(guide)}
    return tuple(_asked(guide, q, answers) for q in guide.questions if q.key in open_keys or q.key in answers)


def turn(guide: Guide, answers: Mapping[str, str], key: str = "") -> Turn | None:
    """The question to ask next of a whole guide under `answers`, or `key`'s again; None when nothing is left to ask.

    A `key` that is not to be asked under these answers counts as none.
    """
    tailored = tailor(guide, answers)
    given = answers_of(tailored)
    every = asked(tailored)
    now = next((one for one in every if one.key == key), None) or next((o for o in every if not o.is_answered), None)
    if now is None:
        return None
    before = list(takewhile(lambda q: q != now.key, given))
    options = [o.key for q in guide.questions if q.key == now.key for o in q.options]
    left = [len(pending(tailor(guide, {**given, now.key: option}))) for option in options]
    return Turn(
        question=now,
        number=len(before) + 1,
        fewest=min(left),
        most=max(left),
        said=tuple(
            Said(a.question_text, a.option_text, _again(given, a.question), a.question == now.key)
            for a in tailored.answers
        ),
        back=_again(given, before[-1]) if before else None,
        given=query_of(given),
    )


def known_only(guide: Guide, tokens: Iterable[str]) -> dict[str, str]:
    """The answers among `tokens` that the guide knows: what a page with an unknown one goes on with."""
    known: dict[str, str] = {}
    for token in tokens:
        try:
            answer = parse_answers([token])
            tailor(guide, answer)
        except UnknownOption:
            continue
        known |= answer
    return known


def offers(guide: Guide, answers: Mapping[str, str], choices: Mapping[str, str]) -> list[tuple[str, str]]:
    """The valid options in words, each with the query that chooses it beside `answers`; all options where `choices` is empty."""
    every = {f"{q.key}.{o.key}": o.text for q in guide.questions for o in q.options}
    return [
        (_words(guide, token), query_of({**answers, **parse_answers([token])}))
        for token in every
        if token in (choices or every)
    ]


def _asked(guide: Guide, question: Question, answers: Mapping[str, str]) -> Asked:
    chosen = answers.get(question.key)
    return Asked(
        key=question.key,
        text=question.text,
        help=question.help,
        choices=tuple(
            Choice(o.text, o.note, query_of({**answers, question.key: o.key}), o.key == chosen)
            for o in question.options
        ),
        is_answered=chosen is not None,
        without=query_of(_without(guide, question.key, answers)),
    )


def _again(answers: Mapping[str, str], key: str) -> str:
    """The query that asks an answered question again."""
    return query_of(answers) + "&" + urlencode({"q": key})


def _without(guide: Guide, key: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers but for that one and those to questions it had opened."""
    left = {q: o for q, o in answers.items() if q != key}
    for question in guide.questions:
        opened_by = {token.partition(".")[0] for token in question.when}
        if question.key in left and key in opened_by:
            left = _without(guide, question.key, left)
    return left


def _words(guide: Guide, token: str) -> str:
    key, _, option = token.partition(".")
    question = guide.question(key)
    texts = [o.text for o in question.options if o.key == option] if question else []
    asked_for = question.text if question else key
    return asked_for + ("" if asked_for.endswith(("？", "?")) else "：") + (texts[0] if texts else option)
