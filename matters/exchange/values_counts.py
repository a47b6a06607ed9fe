"""How many originals and copies: 一式两份, 2张, 原件1份复印件2份, 原件及复印件, 正本1份副本1份, 验原件."""

import re
from functools import lru_cache
from typing import NamedTuple

from matters.exchange.finding import ABSENT, Found, error
from matters.exchange.values import text
from matters.exchange.values_numbers import count_of, whole_number


class Counts(NamedTuple):
    """Sheets handed in or shown."""

    original: int
    copies: int


_N = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})"
_EACH = re.compile(rf"(?:原件|正本)(?:和|及|与|、)?(?:复印件|副本)?各(?:一式)?{_N}[份张页]")
_ITEM = re.compile(
    rf"(?:(?:需?提交|查?验|核验|交验|审验|收取|提供)?(原件|正本|复印件|副本)|(一式))[:：]?\s*(?:[（(]?(?:一式)?{_N}[份张页本]?[）)]?)?"
)
_PLAIN = re.compile(rf"(?:一式|共|各|需)?{_N}[份张页本套]?")
_GLUE = "和及与、,，；;并 （）()。\n+"
_ORIGINALS = frozenset({"原件", "正本"})


@lru_cache(maxsize=8192)
def counts(raw: str) -> Found:
    """The counts a cell asks for; ABSENT where it is empty. A number alone means originals."""
    found = text(raw)
    words = "".join(str(found.value).split()).removesuffix(".0")
    if found.is_wrong or not words:
        return Found(ABSENT, found.findings)
    read = read_counts(words)
    return Found(read) if read else error("counts_unreadable", "看不懂份数，请写成“原件1份复印件2份”")


@lru_cache(maxsize=8192)
def sheets(raw: str) -> Found:
    """The count of a column for originals or copies alone: a number, also as “一式两份”. “原件1份复印件2份” gives the counts of both."""
    found = whole_number(raw)
    words = "".join(str(text(raw).value).split()) if found.is_wrong else ""
    if match := _PLAIN.fullmatch(words):
        return Found(_number(match[1]))
    read = read_counts(words) if words else None
    return Found(read) if read else found


def read_counts(words: str) -> Counts | None:
    """The counts these words mean, or None where they mean something else."""
    if match := _PLAIN.fullmatch(words):
        return Counts(_number(match[1]), 0)
    if match := _EACH.fullmatch(words):
        return Counts(_number(match[1]), _number(match[1]))
    if words in {"原件或复印件", "原件或者复印件"}:
        return Counts(0, 1)
    return _sum_of_items(words)


def _sum_of_items(words: str) -> Counts | None:
    rest, found = words.strip(_GLUE), dict.fromkeys((True, False), 0)
    while rest:
        match = _ITEM.match(rest)
        if match is None or not match[0]:
            return None
        found[match[1] is None or match[1] in _ORIGINALS] += _number(match[3])
        rest = rest[match.end() :].lstrip(_GLUE)
    return Counts(found[True], found[False]) if any(found.values()) else None


def _number(words: str | None) -> int:
    return (count_of(words) or 0) if words else 1
