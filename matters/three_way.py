"""`merge3`: the work of two editors who opened the same working copy, put together field by field. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from matters.edits import named
from matters.working_copy import LISTS, OWN, WorkingCopy

_ABSENT = object()
"""The old value of a field in a row that was not there: equal to nothing."""


@dataclass(frozen=True, slots=True)
class Merged:
    """`copy` holds what either side changed. `clashes` are the places (as `edits` names them) that both changed, each otherwise; there the copy
    holds mine.
    """

    copy: WorkingCopy
    clashes: tuple[str, ...]


def merge3(base: WorkingCopy, mine: WorkingCopy, theirs: WorkingCopy) -> Merged:
    """What I changed since `base` on top of what they changed since. `merge3(b, b, t)` is `t`, `merge3(b, m, b)` is `m`, both without a clash."""
    clashes: list[str] = []
    own: dict[str, Any] = {name: _value(clashes, name, *_three(name, base, mine, theirs)) for name in OWN}
    rows: dict[str, Any] = {name: _rows(clashes, name, *_three(name, base, mine, theirs)) for name in LISTS}
    return Merged(replace(theirs, **own, **rows), tuple(clashes))


def _three(name: str, base: Any, mine: Any, theirs: Any) -> tuple[Any, Any, Any]:
    return getattr(base, name), getattr(mine, name), getattr(theirs, name)


def _value(clashes: list[str], place: str, base: Any, mine: Any, theirs: Any) -> Any:
    if mine == base:
        return theirs
    if theirs not in (base, mine):
        clashes.append(place)
    return mine


def _rows(
    clashes: list[str], name: str, base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]
) -> tuple[Any, ...]:
    if mine == base:
        return tuple(theirs)
    if theirs in (base, mine):
        return tuple(mine)
    old, my, their = named(base), named(mine), named(theirs)
    order = _order(clashes, f"{name}.order", list(old), list(my), list(their))
    merged = (_row(clashes, f"{name}[{key}]", old.get(key), my.get(key), their.get(key)) for key in order)
    return tuple(row for row in merged if row is not None)


def _order(clashes: list[str], place: str, base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Every row of either side: in the order of the side that moved rows, each row of the other side behind the one it followed there."""
    shared = set(base) & set(mine) & set(theirs)
    old, my, their = ([key for key in keys if key in shared] for keys in (base, mine, theirs))
    chosen = _value(clashes, place, old, my, their)
    order, other = (list(mine), theirs) if chosen == my != their else (list(theirs), mine)
    for index, key in enumerate(other):
        if key not in order:
            order.insert(order.index(other[index - 1]) + 1 if index else 0, key)
    return order


def _row(clashes: list[str], place: str, base: Any, mine: Any, theirs: Any) -> Any:
    if mine is None or theirs is None:
        return _value(clashes, place, base, mine, theirs)
    values = {
        f.name: _value(
            clashes,
            f"{place}.{f.name}",
            _ABSENT if base is None else getattr(base, f.name),
            getattr(mine, f.name),
            getattr(theirs, f.name),
        )
        for f in fields(theirs)
    }
    return replace(theirs, **values)
