"""Every way through the questions of a guide, walked beforehand. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from matters import situation
from matters.guide import Guide
from matters.tailoring import OUTCOME_CAP, outcomes, tailor


@dataclass(frozen=True, slots=True)
class State:
    """The guide under the answers given so far. `question` is the key of what is asked next, empty when nothing is; `progress` says how far one
    is, and `following` are the numbers of the states that its options lead to, in their order.
    """

    guide: Guide
    question: str = ""
    progress: str = ""
    following: tuple[int, ...] = ()


def states(guide: Guide, cap: int = OUTCOME_CAP) -> tuple[State, ...]:
    """All states, the first without an answer. Where there are more than `cap` outcomes that one alone: its question is then named, and leads
    nowhere.
    """
    if len(outcomes(guide, cap + 1)) > cap:
        turn = situation.turn(guide, {})
        return (State(tailor(guide, {}), turn.question.key if turn else ""),)
    found: dict[int, State] = {}
    _walk(guide, {}, found)
    return tuple(found[number] for number in sorted(found))


def _walk(guide: Guide, answers: Mapping[str, str], found: dict[int, State]) -> int:
    """Puts the state of these answers and all after it into `found`; its number."""
    number, tailored = len(found), tailor(guide, answers)
    found[number] = State(tailored)
    turn = situation.turn(guide, answers)
    if turn is not None:
        key, given = turn.question.key, situation.answers_of(tailored)
        following = tuple(_walk(guide, {**given, key: option}, found) for option in _options(guide, key))
        found[number] = State(tailored, key, turn.progress, following)
    return number


def _options(guide: Guide, key: str) -> Iterator[str]:
    return (option.key for question in guide.questions if question.key == key for option in question.options)
