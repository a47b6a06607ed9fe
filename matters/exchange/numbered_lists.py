"""Cells that hold a numbered list, whatever its numbers look like."""

import re
from functools import lru_cache

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
