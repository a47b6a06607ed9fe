"""A table of weekdays and hours, darker where there is more. The numbers stand in it, so that it reads in grey as well."""

from collections.abc import Mapping, Sequence

from oversight.figures.drawing import INK, PAPER, SOFT, Drawing

SHADES = (PAPER, "#e3edf7", "#cadcef", "#aecbe7", "#8fb8de")
"""From none to most. Dark letters on the darkest keep a contrast of 7:1."""
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SMALL = 12
LEFT, TOP, CELL, ROW = 40, 22, 44, 28


def heat(key: str, title: str, counts: Mapping[tuple[int, int], int], hours: Sequence[int]) -> str:
    """`counts` by (weekday, hour): Monday is 0, hour 9 is from nine to ten. `hours` are the columns shown."""
    width, height = LEFT + CELL * len(hours) + 1, TOP + ROW * len(WEEKDAYS) + 1
    drawing = Drawing(key, title=title, desc=_said(counts), width=width, height=height)
    most = max(counts.values(), default=0)
    for column, hour in enumerate(hours):
        drawing.text(LEFT + CELL * (column + 0.5), TOP - 8, f"{hour}时", anchor="middle", fill=SOFT, size=SMALL)
    for weekday, name in enumerate(WEEKDAYS):
        drawing.text(0, TOP + ROW * weekday + 18, name, fill=SOFT, size=SMALL)
        for column, hour in enumerate(hours):
            _cell(drawing, LEFT + CELL * column, TOP + ROW * weekday, counts.get((weekday, hour), 0), most)
    return drawing.markup()


def _cell(drawing: Drawing, x: float, y: float, count: int, most: int) -> None:
    drawing.box(x + 1, y + 1, CELL - 2, ROW - 2, fill=SHADES[shade(count, most)])
    drawing.text(x + CELL / 2, y + 18, str(count) if count else "·", anchor="middle", fill=INK, size=SMALL)


def shade(count: int, most: int) -> int:
    """Which of SHADES: 0 for none, else the quarter of the most that `count` lies in, 1 to 4."""
    return min(4, 1 + 4 * count // (most + 1)) if count else 0


def _said(counts: Mapping[tuple[int, int], int]) -> str:
    if not any(counts.values()):
        return "没有数据"
    (weekday, hour), most = max(counts.items(), key=lambda item: (item[1], -item[0][0], -item[0][1]))
    return f"最忙的是{WEEKDAYS[weekday]}{hour}时到{hour + 1}时：{most}"
