"""Bars from left to right, one a line: what there is most of."""

from collections.abc import Sequence

from oversight.figures.drawing import MARK, SOFT, TEXT, Bar, Drawing, cut, room_of

WIDTH, ROW, THICK, TOP = 480, 44, 14, 6
GAP = 8
"""Between a bar and its number."""


def bars(key: str, title: str, rows: Sequence[Bar], *, most: float | None = None) -> str:
    """One bar a row, its name above and its number behind it. The longest fills the width; with `most` the width is worth that (100 of a share)."""
    drawing = Drawing(key, title=title, desc=_said(rows), width=WIDTH, height=TOP + ROW * max(len(rows), 1))
    room = WIDTH - max((room_of(row.shown) for row in rows), default=0) - GAP
    scale = most or max((row.value for row in rows), default=0)
    for number, row in enumerate(rows):
        _row(drawing, TOP + number * ROW, row, room * row.value / scale if scale else 0)
    if not rows:
        drawing.text(0, TOP + TEXT, "没有数据", fill=SOFT)
    return drawing.markup()


def _row(drawing: Drawing, top: float, row: Bar, length: float) -> None:
    drawing.text(0, top + TEXT, cut(row.label, WIDTH))
    middle = top + TEXT + 6
    drawing.box(0, middle, length, THICK, fill=MARK)
    drawing.text(length + GAP if length else 0, middle + THICK - 2, row.shown)


def _said(rows: Sequence[Bar]) -> str:
    """All that the chart shows, as words."""
    return "；".join(f"{row.label}：{row.shown}" for row in rows) or "没有数据"
