"""Cells that hold a number, in digits or in words."""

import re
from functools import lru_cache

from matters.exchange.finding import ABSENT, Found, error, warned
from matters.exchange.values import text

_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_NUMBER = re.compile(r"\d{1,6}|[零〇一二两三四五六七八九十百]{1,7}")


def count_of(words: str) -> int | None:
    """10, １０, 二十, 一百二十 as a number; None where it is none."""
    if words.isascii() and words.isdigit():
        return int(words)
    if not words or not all(c in _DIGITS or c in "十百" for c in words):
        return None
    total, digit = 0, 0
    for character in words:
        if character in _DIGITS:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
    return total + digit


@lru_cache(maxsize=4096)
def whole_number(raw: str) -> Found:
    """A count: 3, 3份, 三次. An empty cell says nothing; 多次 is taken as 3."""
    found = text(raw)
    words = str(found.value)
    if found.is_wrong or not words:
        return Found(ABSENT, found.findings)
    if words.startswith("多次"):
        return warned(3, "many_times", "写的是“多次”，按3次导入，请核对")
    match = _NUMBER.match(words.removesuffix(".0"))
    tail = words.removesuffix(".0")[match.end() :] if match else words
    number = count_of(match.group()) if match else None
    if number is None or tail.strip() not in {"", "次", "份", "张", "个", "个月", "页"}:
        return error("not_a_number", "只能填整数")
    return Found(number)
