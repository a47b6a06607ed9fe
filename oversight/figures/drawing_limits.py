"""Two bars a row, the law's limit above and the promised one below: what was shortened."""

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.figures.drawing import INK, MARK, PAPER, SOFT, TEXT, Drawing, cut, fine, room_of

WIDTH, ROW, THICK, TOP, GAP = 480, 58, 13, 28, 8


@dataclass(frozen=True, slots=True)
class Shortened:
    """A name with two numbers of one unit."""

    label: str
    before: float
    after: float


def limits(
    key: str, title: str, rows: Sequence[Shortened], *, unit: str, words: tuple[str, str] = ("法定", "承诺")
) -> str:
    """For each row an open bar (`words[0]`) and a filled one (`words[1]`), all to one scale."""
    desc = "；".join(f"{r.label}：{words[0]}{fine(r.before)}{unit}，{words[1]}{fine(r.after)}{unit}" for r in rows)
    drawing = Drawing(key, title=title, desc=desc or "没有数据", width=WIDTH, height=TOP + ROW * max(len(rows), 1))
    _legend(drawing, words)
    longest = max((max(row.before, row.after) for row in rows), default=0)
    room = WIDTH - GAP - max((room_of(f"{fine(max(r.before, r.after))}{unit}") for r in rows), default=0)
    for number, row in enumerate(rows):
        _pair(drawing, TOP + ROW * number, row, room / longest if longest else 0, unit)
    if not rows:
        drawing.text(0, TOP + TEXT, "没有数据", fill=SOFT)
    return drawing.markup()


def _legend(drawing: Drawing, words: tuple[str, str]) -> None:
    second = 34 + room_of(words[0])
    drawing.box(1, 3, 14, 12, fill=PAPER, stroke=INK)
    drawing.text(22, 14, words[0], fill=SOFT)
    drawing.box(second + 1, 3, 14, 12, stroke=MARK)
    drawing.text(second + 22, 14, words[1], fill=SOFT)


def _pair(drawing: Drawing, top: float, row: Shortened, scale: float, unit: str) -> None:
    drawing.text(0, top + TEXT, cut(row.label, WIDTH))
    for number, (value, fill, stroke) in enumerate(((row.before, PAPER, INK), (row.after, MARK, MARK))):
        y = top + TEXT + 6 + number * (THICK + 4)
        drawing.box(1, y, value * scale, THICK, fill=fill, stroke=stroke)
        drawing.text(value * scale + GAP, y + THICK - 1, f"{fine(value)}{unit}", size=12.5)
