"""Columns side by side: how a number went from day to day, week to week or month to month."""

from collections.abc import Sequence

from oversight.figures.drawing import SOFT, Bar, Drawing, room_of

WIDTH, HEIGHT = 720, 230
LEFT, RIGHT, TOP, FOOT = 8, 8, 22, 26
SMALL = 12
_SHARE, WIDEST = 0.7, 56
"""How much of its place a column takes, and the most it takes."""


def columns(key: str, title: str, rows: Sequence[Bar]) -> str:
    """One column a row. Numbers stand above the columns and names below them as far as there is room; the table has all."""
    drawing = Drawing(key, title=title, desc=_said(rows), width=WIDTH, height=HEIGHT)
    ground = HEIGHT - FOOT
    drawing.line(LEFT, ground + 0.5, WIDTH - RIGHT, ground + 0.5)
    if not rows:
        drawing.text(LEFT, ground - 8, "没有数据", fill=SOFT)
    place = (WIDTH - LEFT - RIGHT) / max(len(rows), 1)
    highest = max((row.value for row in rows), default=0)
    for number, row in enumerate(rows):
        height = (ground - TOP) * row.value / highest if highest else 0
        wide = min(place * _SHARE, WIDEST)
        drawing.box(LEFT + place * (number + 0.5) - wide / 2, ground - height, wide, height)
    _names(drawing, rows, place, ground)
    _numbers(drawing, rows, place, ground, highest)
    return drawing.markup()


def _names(drawing: Drawing, rows: Sequence[Bar], place: float, ground: float) -> None:
    every = _every([row.label for row in rows], place)
    for number in range(0, len(rows), every):
        centre = LEFT + place * (number + 0.5)
        # The first and the last name would hang over the edge of the drawing.
        half = room_of(rows[number].label, SMALL) / 2
        x = min(max(centre, half), WIDTH - half)
        drawing.text(x, ground + SMALL + 6, rows[number].label, anchor="middle", fill=SOFT, size=SMALL)


def _numbers(drawing: Drawing, rows: Sequence[Bar], place: float, ground: float, highest: float) -> None:
    """Above each column where all of them fit, else only above the highest."""
    fits = _every([row.shown for row in rows], place) == 1
    shown = [n for n, row in enumerate(rows) if row.value and (fits or row.value == highest)]
    for number in shown if fits else shown[:1]:
        row = rows[number]
        half = room_of(row.shown, SMALL) / 2
        x = min(max(LEFT + place * (number + 0.5), half), WIDTH - half)
        y = ground - (ground - TOP) * row.value / highest - 6
        drawing.text(x, y, row.shown, anchor="middle", size=SMALL)


def _every(texts: Sequence[str], place: float) -> int:
    """Each how many-th text can be written without touching the next."""
    widest = max((room_of(text, SMALL) for text in texts), default=0) + 6
    return max(1, int(-(-widest // place)))


def _said(rows: Sequence[Bar]) -> str:
    """Where it begins, ends and is highest: a year of days read out would be of no use, and the table has all of them."""
    if not rows:
        return "没有数据"
    top = max(rows, key=lambda row: row.value)
    return f"从{rows[0].label}到{rows[-1].label}，最高的是{top.label}：{top.shown}"
