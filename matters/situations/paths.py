"""Ways through the questions, by reasoning over conditions alone: no guide is tailored, so it is cheap enough for every matter of a catalog.

A path is the set of answers ("question.option") that an applicant gives who is asked everything that is opened. Only options that some condition
tells apart are told apart, so there are few of them even where the questions allow millions of complete sets of answers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice

from matters.guide import Question, When

MOST = 2000
"""Paths that are looked at for one set of conditions; a real matter has some ten."""

Path = tuple[str, ...]
Groups = tuple[frozenset[str], ...]


def groups(when: When) -> Groups:
    """The options of a condition, those of one question together: one of each group must be answered."""
    found: dict[str, set[str]] = {}
    for token in when:
        found.setdefault(token.partition(".")[0], set()).add(token)
    return tuple(map(frozenset, found.values()))


def applies(wanted: Groups, path: Iterable[str]) -> bool:
    """Whether a condition is met at the end of a path. A question that is not asked meets none, as in `tailoring.tailor`."""
    answers = set(path)
    return all(not group.isdisjoint(answers) for group in wanted)


def paths(questions: tuple[Question, ...], conditions: Iterable[When]) -> Iterator[Path]:
    """The ways through those questions that `conditions` depend on, at most MOST; each once, in the order of questions and options.

    For options that no condition tells apart the first of them stands. Questions must come after what opens them (else `option_unknown` is an
    error already). One empty path where nothing is asked.
    """
    asked = _governing(questions, conditions)
    opened = {q.key: groups(q.when) for q in asked}
    mentions = [set(when) for when in (*conditions, *(q.when for q in asked))]
    chosen = [(q, _told_apart(q, mentions)) for q in asked]
    return islice(_walk(chosen, opened, ()), MOST)


def reachable(questions: tuple[Question, ...], when: When) -> bool:
    """Whether some answers meet a condition."""
    wanted = groups(when)
    return not wanted or any(applies(wanted, path) for path in paths(questions, (when,)))


def representatives(questions: tuple[Question, ...], conditions: Iterable[When]) -> dict[str, tuple[str, ...]]:
    """What each option that `paths` names stands for: itself and those that no condition tells from it."""
    mentions = [set(when) for when in conditions]
    return {members[0]: members for q in questions for members in _classes(q, mentions).values()}


def _governing(questions: tuple[Question, ...], conditions: Iterable[When]) -> list[Question]:
    """The questions that conditions name, and those that open them, in their order."""
    wanted = {token.partition(".")[0] for when in conditions for token in when}
    for question in reversed(questions):
        if question.key in wanted:
            wanted |= {token.partition(".")[0] for token in question.when}
    return [q for q in questions if q.key in wanted]


def _told_apart(question: Question, mentions: list[set[str]]) -> list[str]:
    return [members[0] for members in _classes(question, mentions).values()]


def _classes(question: Question, mentions: list[set[str]]) -> dict[tuple[bool, ...], tuple[str, ...]]:
    """The options by the conditions that name them."""
    found: dict[tuple[bool, ...], tuple[str, ...]] = {}
    for option in question.options:
        token = f"{question.key}.{option.key}"
        named = tuple(token in mention for mention in mentions)
        found[named] = (*found.get(named, ()), token)
    return found


def _walk(left: list[tuple[Question, list[str]]], opened: Mapping[str, Groups], path: Path) -> Iterator[Path]:
    if not left:
        yield path
        return
    (question, tokens), *rest = left
    onward: Callable[[Path], Iterator[Path]] = partial(_walk, rest, opened)
    if not applies(opened[question.key], path):
        yield from onward(path)
        return
    for token in tokens:
        yield from onward((*path, token))
