"""Lines and names as they are set: how many share a row, where a name may break, how large a headline is."""

import math
from collections.abc import Iterable, Sequence

from notices.sheet import Line, StepLine

HALF_ROW = 19
"""How many full-width characters a value in half a row may have (at 10.5 pt)."""
FULL_ROW = 46
"""The same for a whole row, labels included."""
POSTER_HALF_ROW = 21
"""The same on a poster at 14 pt."""
HEADLINES = (6, 9, 12, 14, 22, 40, 80)
"""For names of up to how many characters (in their longest part) the layouts have a size of headline."""
STEPS_IN_A_ROW = 5
"""How many steps of the flow a poster draws side by side."""


def name_parts(name: str) -> list[str]:
    """`公共场所卫生许可证核发（新发）` in the parts that a line should not break: before a bracket is the place to break it."""
    head, bracket, tail = name.partition("（")
    return [part for part in (head, bracket + tail) if part]


def headline(name: str) -> str:
    """The class that sets a headline of that length: `h9` where no part has more than nine characters, and so on."""
    longest = max(map(_width, name_parts(name)), default=0)
    return f"h{next((most for most in HEADLINES if longest <= most), HEADLINES[-1])}"


def step_rows(steps: Sequence[StepLine]) -> list[list[StepLine]]:
    """The flow of steps in rows of about the same length, at most STEPS_IN_A_ROW in each."""
    rows = math.ceil(len(steps) / STEPS_IN_A_ROW)
    length = math.ceil(len(steps) / rows) if rows else 1
    return [list(steps[start : start + length]) for start in range(0, len(steps), length)]


def pair(lines: Iterable[Line], half: float = HALF_ROW) -> list[list[Line]]:
    """Lines as rows of the sheet: two short neighbours share a row, a long one has its own."""
    rows: list[list[Line]] = []
    for line in lines:
        fits = _width(line.text) <= half and rows and len(rows[-1]) == 1 and _width(rows[-1][0].text) <= half
        if fits:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def pack(lines: Iterable[Line]) -> list[list[Line]]:
    """Lines as rows: neighbours share a row as long as they fit on it with their labels."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and sum(_width(x.label + x.text) + 2 for x in (*rows[-1], line)) <= FULL_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _width(text: str) -> float:
    """Rough width in full-width characters: Latin letters and digits are a little over half as wide."""
    return sum(0.56 if ord(c) < 0x2E80 else 1.0 for c in text)
