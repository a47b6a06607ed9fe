"""What each option decides over."""

from collections.abc import Iterator
from dataclasses import dataclass

from matters.guide import When
from matters.situations.matrix import Conditions, anchor_of, place_of
from matters.situations.rows import CONDITIONAL, conditional_rows, row_name
from matters.working_copy import WorkingCopy


@dataclass(frozen=True, slots=True)
class Dependant:
    """A row that an option decides over, with where it stands on the page."""

    kind: str
    name: str
    anchor: str


def dependants(copy: WorkingCopy, conditions: Conditions) -> dict[str, tuple[Dependant, ...]]:
    """What depends on each option: {"who.agent": …}; questions that it opens first."""
    found: dict[str, list[Dependant]] = {}
    for when, dependant in _conditional(copy, conditions):
        for token in when:
            found.setdefault(token, []).append(dependant)
    return {token: tuple(rows) for token, rows in found.items()}


def _conditional(copy: WorkingCopy, conditions: Conditions) -> Iterator[tuple[When, Dependant]]:
    for index, question in enumerate(copy.questions):
        yield question.when, Dependant("情形问题", question.text, f"question-{index}")
    for name, index, row in conditional_rows(copy):
        place = place_of(name, index)
        yield conditions.get(place, ()), Dependant(CONDITIONAL[name], row_name(row), anchor_of(place))
