"""Cells that hold several things: words with separators between them, and numbered lists."""

import json
import re
from collections.abc import Callable, Iterable

from accounts.cells import neutral
from matters.exchange.finding import Found
from matters.exchange.values import LITERAL, text

_SEPARATORS = re.compile(r"[\^、,，;；|—\s]+")


def words(raw: str) -> Found:
    """The words of a cell, whatever separates them; a JSON list of texts is taken as it is."""
    return _several(raw, lambda value: _SEPARATORS.split(value))


def names(raw: str) -> Found:
    """Names, which may hold blanks and 、 in brackets: separated by ^, ; or line, else by 、 or comma outside brackets."""
    return _several(raw, _split_names)


def _several(raw: str, split: Callable[[str], Iterable[str]]) -> Found:
    if raw.startswith('["') and (listed := _json_texts(raw)) is not None:
        return Found(listed)
    found = text(raw)
    if found.is_wrong:
        return found
    parts = [found.value] if raw.startswith(LITERAL) else split(str(found.value))
    return Found(tuple(p.strip() for p in parts if p.strip()), found.findings)


def _json_texts(raw: str) -> tuple[str, ...] | None:
    try:
        listed = json.loads(raw)
    except ValueError:
        return None
    return tuple(listed) if all(isinstance(item, str) for item in listed) else None


def _split_names(value: str) -> list[str]:
    parts = re.split(r"[\^;；|\n]+", value)
    return parts if len(parts) > 1 else outside_brackets(value, "、,，")


def outside_brackets(value: str, separators: str) -> list[str]:
    """Split at any of `separators` that stands in no bracket and in no 《》."""
    parts, depth = [""], 0
    for character in value:
        depth += (character in "（(《〈“[") - (character in "）)》〉”]" and depth > 0)
        if character in separators and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def written_list(values: tuple[str, ...], separator: str, read: Callable[[str], Found]) -> str:
    """The values in one cell: joined where that reads back the same and no spreadsheet takes it for a formula, else as a JSON list."""
    if not values:
        return ""
    joined = separator.join(values)
    is_plain = read(joined) == Found(values) and neutral(joined) == joined
    return joined if is_plain else json.dumps(values, ensure_ascii=False)
