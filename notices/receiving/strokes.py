"""Handwriting from the signature pad as plain data: read with limits, and drawn as the path of an SVG. Pure."""

import json
from typing import Any

WIDTH, HEIGHT = 1000, 400
"""The pad's own units; a point is (x, y) in whole units from the upper left corner."""
MAX_CHARACTERS = 60_000
MAX_STROKES = 200
MAX_POINTS = 6_000
"""More than anybody writes in a minute at sixty points a second."""

Stroke = tuple[tuple[int, int], ...]


class BadStrokes(ValueError):
    """It is no handwriting; the message says so in Chinese."""


def read_strokes(text: str) -> tuple[Stroke, ...]:
    """`[[[x, y], …], …]` as the pad sends it. Raises BadStrokes for nothing, a mere dot, too much, and what lies outside the pad."""
    if len(text) > MAX_CHARACTERS:
        raise BadStrokes("签名太长，请清除后重签。")
    try:
        strokes = tuple(tuple(_point(point) for point in stroke) for stroke in json.loads(text or "[]"))
    except (ValueError, TypeError, RecursionError) as error:
        raise BadStrokes("没有读到签名，请重签。") from error
    if len(strokes) > MAX_STROKES or sum(map(len, strokes)) > MAX_POINTS:
        raise BadStrokes("签名太长，请清除后重签。")
    if len({point for stroke in strokes for point in stroke}) < 3:
        raise BadStrokes("请先在框里签名。")
    return tuple(stroke for stroke in strokes if stroke)


def dumped(strokes: tuple[Stroke, ...]) -> str:
    """What `read_strokes` reads."""
    return json.dumps(strokes, separators=(",", ":"))


def path_of(strokes: tuple[Stroke, ...]) -> str:
    """The `d` of an SVG path in a box of WIDTH × HEIGHT; a stroke of one point is a dot."""
    return " ".join(f"M{_pair(first)}L{' '.join(map(_pair, rest or [first]))}" for first, *rest in strokes)


def _point(given: Any) -> tuple[int, int]:
    x, y = given
    if type(x) is not int or type(y) is not int:
        raise TypeError("a point is two whole numbers")
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        raise ValueError("a point lies outside the pad")
    return x, y


def _pair(point: tuple[int, int]) -> str:
    return f"{point[0]} {point[1]}"
