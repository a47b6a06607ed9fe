"""Where the cards of a flow stand in their picture. Lengths are CSS pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from matters.situations.flow import Card

WIDTH, GAP, PAD = 200, 56, 14
"""Of a card, between two columns of cards, inside a card and around the picture."""
LINE, EM = 19, 13
"""Height of a line of text, and its type size; the style sheet says the same."""
LANE = 18
"""Height of the free lane of an edge that passes a column."""
_NEVER_FIRST = "，。、；：？！）》”’"


@dataclass(frozen=True, slots=True)
class Box:
    """A card with its lines and where it stands; `rows` are the lines of each option."""

    card: Card
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def head_height(self) -> int:
        """Above the options."""
        return LINE * len(self.head) + PAD

    @property
    def height(self) -> int:
        """Of the whole card."""
        return self.head_height + sum(row_height(row) for row in self.rows)


Places = dict[tuple[int, int], tuple[float, float]]
"""Where what passes a layer stands, by (card, layer): the left edge and the top of the card, or of the lane towards it."""


def wrapped(text: str, room: float, em: float = EM) -> tuple[str, ...]:
    """`text` in lines no wider than `room`: Chinese breaks anywhere but before a closing mark, which may hang out."""
    lines, used = [""], 0.0
    for character in text:
        width = em if east_asian_width(character) in "WFA" else em * 0.56
        if lines[-1] and used + width > room and character not in _NEVER_FIRST:
            lines.append("")
            used = 0.0
        lines[-1] += character
        used += width
    return tuple(lines)


def row_height(row: Sequence[str]) -> int:
    """Of an option with its line above."""
    return LINE * len(row) + 10


def box_of(card: Card) -> Box:
    room = WIDTH - 2 * PAD
    head = ("答完", *filter(None, [card.text])) if card.is_end else wrapped(card.text, room)
    return Box(card, head, tuple(wrapped(edge.text, room - 6) for edge in card.edges))


def columns_of(boxes: Sequence[Box]) -> list[list[int]]:
    """The cards of each layer, and those that only pass it on their way further right."""
    count = max(box.card.layer for box in boxes) + 1
    columns: list[list[int]] = [
        [number for number, box in enumerate(boxes) if box.card.layer == layer] for layer in range(count)
    ]
    for box in boxes:
        for edge in box.card.edges:
            for layer in range(box.card.layer + 1, boxes[edge.target].card.layer):
                if edge.target not in columns[layer]:
                    columns[layer].append(edge.target)
    return columns


def _height(boxes: Sequence[Box], number: int, layer: int) -> int:
    return boxes[number].height if boxes[number].card.layer == layer else LANE


def column_height(boxes: Sequence[Box], column: Sequence[int], layer: int) -> int:
    return sum(_height(boxes, number, layer) for number in column) + GAP // 2 * (len(column) - 1)


def places_of(boxes: Sequence[Box], columns: Sequence[Sequence[int]], tall: int) -> Places:
    found: Places = {}
    for layer, column in enumerate(columns):
        top = PAD + (tall - column_height(boxes, column, layer)) / 2
        for number in column:
            found[number, layer] = (PAD + layer * (WIDTH + GAP), top)
            top += _height(boxes, number, layer) + GAP // 2
    return found
