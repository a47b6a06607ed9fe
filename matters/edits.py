"""`edits`: what an editor changed, field by field, as plain data: the history of a matter and the comparison of two editors' work.

Citizens read `changes.diff`; this is for those who write, and knows every field of the working copy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from matters.working_copy import LISTS, OWN, Requirement, WorkingCopy

_NAMING = ("key", "material", "name", "title", "question", "text", "site", "kind", "level")
"""What tells rows of one list apart, the first field that a row has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field that changed. `place` is the field ("visits"), or a row and its field ("requirements[m2].copies"); an added row has no `old`, a
    removed one no `new`, and its place names the row alone.
    """

    place: str
    old: str = ""
    new: str = ""


def edits(old: WorkingCopy | None, new: WorkingCopy) -> list[Edit]:
    """What changed from `old` to `new`; nothing for a matter that is new. `edits(x, x)` is empty."""
    if old is None:
        return []
    own = [
        Edit(place=name, old=written(getattr(old, name)), new=written(getattr(new, name)))
        for name in OWN
        if getattr(old, name) != getattr(new, name)
    ]
    return own + [edit for name in LISTS for edit in _list_edits(name, getattr(old, name), getattr(new, name))]


def written(value: Any) -> str:
    """A value as one text: words for codes, 是 and 否, parts joined."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return str(getattr(value, "label", value.value))
    if isinstance(value, tuple):
        return "、".join(written(v) for v in value)
    if is_dataclass(value):
        return " ".join(
            filter(None, (written(getattr(value, f.name)) for f in fields(value) if _counts(value, f.name)))
        )
    return str(value)


def _counts(row: Any, name: str) -> bool:
    """Whether a field says something in a row written as one text: not the zero of a count, not a false mark, not a key nobody chose."""
    return getattr(row, name) not in (0, False) and not (name == "key" and isinstance(row, Requirement))


def _list_edits(name: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Edit]:
    if old == new:
        return
    before, after = named(old), named(new)
    for key in before:
        if key not in after:
            yield Edit(place=f"{name}[{key}]", old=written(before[key]))
    for key, row in after.items():
        if key not in before:
            yield Edit(place=f"{name}[{key}]", new=written(row))
        else:
            yield from _row_edits(f"{name}[{key}]", before[key], row)
    yield from _order_edits(name, [k for k in before if k in after], [k for k in after if k in before])


def named(rows: Sequence[Any]) -> dict[str, Any]:
    """Rows by what tells them apart; the second of two alike gets a number."""
    found: dict[str, Any] = {}
    for row in rows:
        name = written(getattr(row, next(n for n in _NAMING if hasattr(row, n))))
        number, key = 2, name
        while key in found:
            key, number = f"{name}#{number}", number + 1
        found[key] = row
    return found


def _row_edits(place: str, old: Any, new: Any) -> Iterator[Edit]:
    for f in fields(old):
        before, after = getattr(old, f.name), getattr(new, f.name)
        if before != after:
            yield Edit(place=f"{place}.{f.name}", old=written(before), new=written(after))


def _order_edits(name: str, old: list[str], new: list[str]) -> Iterator[Edit]:
    if old != new:
        moved = [
            key
            for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            if tag in {"insert", "replace"}
            for key in new[start:end]
        ]
        yield Edit(place=f"{name}.order", old="、".join(old), new=f"移动：{'、'.join(moved)}")
