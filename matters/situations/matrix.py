"""“Option × row”: which rows apply under which options, as cells to tick; and what ticks mean as a condition."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matters.guide import Question, When
from matters.situations.rows import CONDITIONAL, conditional_rows, row_name
from matters.working_copy import WorkingCopy

Conditions = Mapping[str, When]
"""The condition of every row by its place: {"requirements[3]": ("who.agent",)}."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One option for one row. `is_first` marks the first option of a question, where a line is drawn."""

    token: str
    label: str
    is_on: bool
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`note` says what else is told of a material; `strays` are options of its condition that no question offers."""

    place: str
    anchor: str
    name: str
    note: str
    cells: tuple[Cell, ...]
    strays: When

    @property
    def is_conditional(self) -> bool:
        """Whether it depends on anything."""
        return bool(self.strays) or any(cell.is_on for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the matter."""

    title: str
    rows: tuple[Row, ...]


def conditions_of(copy: WorkingCopy) -> dict[str, When]:
    """The conditions as they are."""
    return {place_of(name, index): row.when for name, index, row in conditional_rows(copy)}


def place_of(name: str, index: int) -> str:
    """`requirements[3]`, as in findings."""
    return f"{name}[{index}]"


def anchor_of(place: str) -> str:
    """`row-requirements-3`: the id of that row on the page."""
    return "row-" + place.replace("[", "-").removesuffix("]")


def sections(copy: WorkingCopy, conditions: Conditions) -> tuple[Section, ...]:
    """The rows of all lists that have any, ticked as `conditions` say."""
    found: dict[str, list[Row]] = {}
    for name, index, row in conditional_rows(copy):
        place = place_of(name, index)
        found.setdefault(name, []).append(_row(copy.questions, place, row, conditions.get(place, ())))
    return tuple(Section(CONDITIONAL[name], tuple(rows)) for name, rows in found.items())


def as_condition(questions: tuple[Question, ...], ticked: Collection[str]) -> When:
    """What the ticks of a row mean, in the order of the questions.

    All options of a question that is always asked are no condition. Of a question that is itself opened by others they are one: “where it is asked
    at all”. Options that no question offers are left out.
    """
    found: list[str] = []
    for question in questions:
        tokens = options_of(question)
        chosen = [token for token in tokens if token in ticked]
        if question.when or len(chosen) < len(tokens):
            found += chosen
    return tuple(found)


def options_of(question: Question) -> list[str]:
    """Its options as they are named in conditions."""
    return [f"{question.key}.{option.key}" for option in question.options]


def _row(questions: tuple[Question, ...], place: str, row: Any, when: When) -> Row:
    name = row_name(row)
    known = {token for question in questions for token in options_of(question)}
    group = getattr(row, "any_of", "")
    return Row(
        place=place,
        anchor=anchor_of(place),
        name=name,
        note=f"多选一：{group}" if group else "",
        cells=tuple(_cells(questions, name, when)),
        strays=tuple(token for token in when if token not in known),
    )


def _cells(questions: tuple[Question, ...], name: str, when: When) -> Iterator[Cell]:
    for question in questions:
        for index, (token, option) in enumerate(zip(options_of(question), question.options, strict=True)):
            yield Cell(token, f"{name}：{question.text}{option.text}", token in when, index == 0)
