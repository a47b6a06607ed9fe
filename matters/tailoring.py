"""`tailor`: what of a guide applies to this applicant."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Protocol, TypeVar

from matters.combining import settled
from matters.guide import Answer, Guide, Member, Question, Requirement, When

OUTCOME_CAP = 200
"""How many complete sets of answers of one matter are worked through at the most."""


class UnknownOption(ValueError):
    """An answer names a question or option the guide does not have. `choices` are the valid ones, with their words."""

    def __init__(self, given: str, choices: Mapping[str, str]) -> None:
        self.given = given
        self.choices = dict(choices)
        valid = "、".join(f"{key}（{text}）" for key, text in choices.items()) or "本事项没有情形问题"
        super().__init__(f"没有“{given}”这个选项。可选：{valid}")


class _Row(Protocol):
    @property
    def when(self) -> When: ...


R = TypeVar("R", bound=_Row)


def tailor(guide: Guide, answers: Mapping[str, str]) -> Guide:
    """The guide with only the rows that apply under `answers` (question key to option key).

    Conditions that are met leave a row's `when`; those of questions still open stay, so that the paper can print them. An answer to a question
    that another answer rules out is dropped. Tailoring a tailored guide adds answers; it is idempotent and independent of their order.

    In a bundle the demands and limits of its members are tailored, and what follows from them is put together again.

    Raises UnknownOption when an answer names a question or option the guide does not have.
    """
    given = {a.question: a.option for a in guide.answers} | dict(answers)
    for question, option in given.items():
        _require_known(guide, question, option)
    chosen = _applicable(guide, given)
    tailored = replace(
        guide,
        answers=tuple(chosen.values()),
        requirements=_keep_papers(guide, chosen),
        steps=_keep(guide, guide.steps, chosen),
        charges=_keep(guide, guide.charges, chosen),
        limits=_keep(guide, guide.limits, chosen),
        conditions=_keep(guide, guide.conditions, chosen),
        handlings=_keep(guide, guide.handlings, chosen),
        members=_keep_members(guide, chosen),
        obtained=_keep(guide, guide.obtained, chosen),
    )
    return settled(tailored, guide.members) if guide.members else tailored


def settle(guide: Guide, answers: Mapping[str, str]) -> Guide:
    """The guide as if `answers` had never been asked: what they rule out is gone, and so are the questions they settle.

    For a bundle that is about one case of a matter. Raises UnknownOption.
    """
    tailored = tailor(guide, answers)
    open_questions = (q for q in guide.questions if q.key not in _chosen(tailored))
    return replace(tailored, answers=(), questions=_keep(guide, tuple(open_questions), _chosen(tailored)))


def parse_answers(tokens: list[str]) -> dict[str, str]:
    """`["who.agent"]` (as in `?a=who.agent`) as {"who": "agent"}.

    Raises UnknownOption for a token without a point; whether the option exists is `tailor`'s business.
    """
    pairs = [token.partition(".") for token in tokens if token]
    for question, point, option in pairs:
        if not (question and point and option):
            raise UnknownOption(question + point + option, {})
    return {question: option for question, _, option in pairs}


def askable(guide: Guide) -> tuple[Question, ...]:
    """The questions of a tailored guide still worth asking: open, reachable, and the answer decides which rows remain."""
    chosen = _chosen(guide)
    return tuple(q for q in pending(guide) if _remaining(guide, q.when, chosen) == ())


def pending(guide: Guide) -> tuple[Question, ...]:
    """The questions of a tailored guide that may still have to be asked: the askable ones, and those that answers to them would open."""
    chosen = _chosen(guide)
    deciding = {key for row in _rows(guide) for key in _needed(guide, row.when, chosen) or ()}
    return tuple(q for q in guide.questions if q.key in deciding)


def outcomes(guide: Guide, cap: int = OUTCOME_CAP) -> tuple[dict[str, str], ...]:
    """Every complete set of answers an applicant can arrive at, at most `cap`; one empty set where nothing is asked."""
    return tuple(islice(_walk(guide, {}), cap))


def outcome_key(answers: Mapping[str, str]) -> str:
    """One text for one set of answers, whatever their order: `kind.new who.agent`."""
    return " ".join(sorted(f"{q}.{o}" for q, o in answers.items()))


def _walk(guide: Guide, answers: dict[str, str]) -> Iterator[dict[str, str]]:
    following = askable(tailor(guide, answers))
    if not following:
        yield answers
        return
    for option in following[0].options:
        yield from _walk(guide, {**answers, following[0].key: option.key})


def _require_known(guide: Guide, key: str, option: str) -> None:
    question = guide.question(key)
    if question is None:
        raise UnknownOption(f"{key}.{option}", {f"{q.key}.{o.key}": o.text for q in guide.questions for o in q.options})
    if option not in {o.key for o in question.options}:
        raise UnknownOption(f"{key}.{option}", {f"{key}.{o.key}": o.text for o in question.options})


def _applicable(guide: Guide, given: Mapping[str, str]) -> dict[str, Answer]:
    """The answers in the order of the questions, without those that earlier ones rule out."""
    chosen: dict[str, Answer] = {}
    for question in guide.questions:
        if question.key in given and _remaining(guide, question.when, chosen) is not None:
            option = next(o for o in question.options if o.key == given[question.key])
            chosen[question.key] = Answer(
                question=question.key, option=option.key, question_text=question.text, option_text=option.text
            )
    return chosen


def _keep(guide: Guide, rows: tuple[R, ...], chosen: Mapping[str, Answer]) -> tuple[R, ...]:
    kept = []
    for row in rows:
        remaining = _remaining(guide, row.when, chosen)
        if remaining is not None:
            kept.append(row if remaining == row.when else replace(row, when=remaining))  # type: ignore[type-var]
    return tuple(kept)


def _keep_papers(guide: Guide, chosen: Mapping[str, Answer]) -> tuple[Requirement, ...]:
    """A paper of a bundle stays as long as one of its parts does; its own condition only stands for theirs."""
    kept: list[Requirement] = []
    for row in guide.requirements:
        parts = _keep(guide, row.parts, chosen)
        if row.parts:
            kept += [replace(row, parts=parts)] if parts else []
        else:
            kept += _keep(guide, (row,), chosen)
    return tuple(kept)


def _keep_members(guide: Guide, chosen: Mapping[str, Answer]) -> tuple[Member, ...]:
    return tuple(replace(m, limits=_keep(guide, m.limits, chosen)) for m in _keep(guide, guide.members, chosen))


def _remaining(guide: Guide, when: When, chosen: Mapping[str, Answer]) -> When | None:
    """What of a condition is still open, to be printed beside its row; None when it can no longer be met."""
    needed = _needed(guide, when, chosen)
    return None if needed is None else tuple(t for key in _told(guide, when, chosen) for t in needed[key])


def _needed(
    guide: Guide, when: When, chosen: Mapping[str, Answer], opening: frozenset[str] = frozenset()
) -> dict[str, When] | None:
    """Every open question a condition still hangs on, with the options that meet it; None when it can no longer be met.

    An option counts only while its question does, so what opens a question is part of the condition. A question all of whose options meet it
    is none. `opening` are the questions on the way here: in a draft one may hang on itself, and is never asked.
    """
    needed: dict[str, When] = {}
    for key, tokens in _by_question(when).items():
        question = None if key in opening else guide.question(key)
        opened_by = None if question is None else _needed(guide, question.when, chosen, opening | {key})
        if question is None or opened_by is None or (key in chosen and chosen[key].token not in tokens):
            return None
        own = {} if key in chosen or _any_option(question, tokens) else {key: tokens}
        for other, narrower in (opened_by | own).items():
            needed[other] = tuple(t for t in needed.get(other, narrower) if t in narrower)
    return None if () in needed.values() else needed


def _told(guide: Guide, when: When, chosen: Mapping[str, Answer]) -> dict[str, None]:
    """The open questions by which a condition is told: its own, and in place of one that is settled those that open it."""
    told: dict[str, None] = {}
    for key, tokens in _by_question(when).items():
        question = guide.question(key)
        if question and (key in chosen or _any_option(question, tokens)):
            told |= _told(guide, question.when, chosen)
        else:
            told[key] = None
    return told


def _any_option(question: Question, tokens: When) -> bool:
    return {f"{question.key}.{o.key}" for o in question.options} <= set(tokens)


def _by_question(when: When) -> dict[str, When]:
    keys = dict.fromkeys(token.partition(".")[0] for token in when)
    return {key: tuple(token for token in when if token.partition(".")[0] == key) for key in keys}


def _chosen(guide: Guide) -> dict[str, Answer]:
    return {a.question: a for a in guide.answers}


def _rows(guide: Guide) -> tuple[_Row, ...]:
    """All that may hang on an answer, but for the questions."""
    parts = (part for r in guide.requirements for part in r.parts)
    limits = (limit for m in guide.members for limit in m.limits)
    return (
        *guide.requirements, *parts, *guide.steps, *guide.charges, *guide.limits, *guide.conditions, *guide.handlings,
        *guide.members, *limits, *guide.obtained,
    )  # fmt: skip
