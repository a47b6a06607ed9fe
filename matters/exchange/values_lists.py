"""Cells that hold several things: words with separators between them, and numbered lists."""

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from accounts.cells import neutral
from matters.exchange.finding import Found
from matters.exchange.values import LITERAL, text

_SEPARATORS = re.compile(r"[\^、,，;；|—\s]+")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = (*"一二三四五六七八九十", *(f"十{d}" for d in "一二三四五六七八九"), "二十")
_ORDER = {han: n for n, han in enumerate(_HAN, 1)} | {circled: n for n, circled in enumerate(_CIRCLED, 1)}
_HAN_MARK = "|".join(sorted(_HAN, key=len, reverse=True))
_STYLES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"([{_CIRCLED}])[、.．]?",
        r"(?<![\d.．])(\d{1,2})(?:、|[.．](?!\d))",
        r"[（(](\d{1,2})[）)]、?",
        rf"(?<![一-龥])({_HAN_MARK})、",
        rf"[（(]({_HAN_MARK})[）)]、?",
    )
)
_ENDS = "；;，,、 \n"


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


@lru_cache(maxsize=8192)
def listed(value: str) -> tuple[str, ...]:
    """The items of a numbered list (①②③, 1、, 1., （一）, 一、), of lines, or the text itself; their numbers and ends are left out.

    Numbers count only where they run from one upwards, so that 第二条 and 2.5 stay in their sentence.
    """
    for style in _STYLES:
        if items := _numbered(value, style):
            return items
    return tuple(item for line in value.split("\n") if (item := _item(line)))


def _item(text: str) -> str:
    """Without the marks that end an item; a full stop stays where the item has several sentences."""
    item = text.strip(_ENDS)
    return item.removesuffix("。") if item.count("。") == 1 else item


def _numbered(value: str, style: re.Pattern[str]) -> tuple[str, ...]:
    marks: list[re.Match[str]] = []
    for match in style.finditer(value):
        if _order(match) == len(marks) + 1:
            marks.append(match)
    lead = value[: marks[0].start()].strip() if marks else ""
    if not marks or (len(marks) == 1 and lead and not lead.endswith(("：", ":"))):
        return ()
    ends = [m.start() for m in marks[1:]] + [len(value)]
    items = [_item(value[m.end() : end]) for m, end in zip(marks, ends, strict=True)]
    return tuple(item for item in [*([] if lead.endswith(("：", ":")) else [lead.strip(_ENDS)]), *items] if item)


def _order(match: re.Match[str]) -> int:
    mark = match[1]
    return _ORDER.get(mark) or int(mark)
