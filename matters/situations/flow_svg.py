"""The flow of the questions as an SVG picture: text in, text out, the same for the same flow.

Lengths are CSS pixels. Colours and type sizes are classes of `static/css/admin-situations.css`, since a page may carry no inline style.
"""

from collections.abc import Sequence
from html import escape

from matters.situations.flow import Flow, flow_in_words
from matters.situations.flow_layout import (
    GAP,
    LANE,
    LINE,
    PAD,
    WIDTH,
    Box,
    Places,
    box_of,
    column_height,
    columns_of,
    places_of,
    row_height,
)

FITTING = 4
"""Columns that are made smaller in a narrow window; a longer picture is scrolled."""


def flow_svg(cards: Flow, title: str) -> str:
    """The picture with its title and its description; empty where nothing is asked."""
    if not cards:
        return ""
    boxes = [box_of(card) for card in cards]
    columns = columns_of(boxes)
    tall = max(column_height(boxes, column, layer) for layer, column in enumerate(columns))
    places = places_of(boxes, columns, tall)
    width, height = len(columns) * (WIDTH + GAP) - GAP + 2 * PAD, tall + 2 * PAD
    edges = "".join(_edges(boxes, places, number) for number in range(len(boxes)))
    drawn = "".join(_drawn(box, *places[number, box.card.layer]) for number, box in enumerate(boxes))
    kind = "flow flow-long" if len(columns) > FITTING else "flow"
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return (
        f'<svg class="{kind}" xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="flow-title flow-desc">'
        f'<title id="flow-title">{escape(title)}</title>'
        f'<desc id="flow-desc">{escape(flow_in_words(cards))}</desc>{edges}{drawn}</svg>'
    )


def _edges(boxes: Sequence[Box], places: Places, number: int) -> str:
    box = boxes[number]
    left, top = places[number, box.card.layer]
    drawn, below = "", top + box.head_height
    for edge, row in zip(box.card.edges, box.rows, strict=True):
        drawn += _edge(boxes, places, (left + WIDTH, below + row_height(row) / 2), box.card.layer, edge.target)
        below += row_height(row)
    return drawn


def _edge(boxes: Sequence[Box], places: Places, start: tuple[float, float], layer: int, target: int) -> str:
    """A curve into each lane on the way, straight through it, and a curve into the card's head."""
    x, y = start
    line = f"M{x:g} {y:g}"
    for passed in range(layer + 1, boxes[target].card.layer + 1):
        is_there = passed == boxes[target].card.layer
        left, top = places[target, passed]
        level = top + (boxes[target].head_height if is_there else LANE) / 2
        end = left - 7 if is_there else left
        line += f"C{x + GAP / 2:g} {y:g} {left - GAP / 2:g} {level:g} {end:g} {level:g}"
        line += "" if is_there else f"H{left + WIDTH:g}"
        x, y = left + WIDTH, level
    left, _ = places[target, boxes[target].card.layer]
    arrow = f"M{left - 7:g} {y - 4:g}L{left:g} {y:g}L{left - 7:g} {y + 4:g}Z"
    return f'<path class="flow-edge" d="{line}"/><path class="flow-arrow" d="{arrow}"/>'


def _drawn(box: Box, left: float, top: float) -> str:
    kind = "flow-end" if box.card.is_end else "flow-card"
    shape = f'<rect x="{left:g}" y="{top:g}" width="{WIDTH}" height="{box.height}" rx="8"/>'
    parts = [_text(box.head, left + PAD, top + PAD / 2, "flow-head")]
    below = top + box.head_height
    for row in box.rows:
        parts.append(f'<path class="flow-rule" d="M{left:g} {below:g}h{WIDTH}"/>')
        parts.append(_text(row, left + PAD, below + 5, "flow-option"))
        parts.append(f'<circle class="flow-port" cx="{left + WIDTH:g}" cy="{below + row_height(row) / 2:g}" r="4"/>')
        below += row_height(row)
    return f'<g class="{kind}">{shape}{"".join(parts)}</g>'


def _text(lines: Sequence[str], x: float, top: float, kind: str) -> str:
    spans = "".join(
        f'<tspan x="{x:g}" y="{top + LINE * number + LINE * 0.74:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return f'<text class="{kind}">{spans}</text>'
