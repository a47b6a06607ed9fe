"""The tables of a file and their headings, as data: ours, and the other names they go by elsewhere.

The template, the reader and the writer all go by `TABLES`.
"""

from collections.abc import Collection, Iterable
from functools import cache

from matters.exchange.columns_lists import LIST_TABLES
from matters.exchange.columns_matter import MATTERS
from matters.exchange.columns_shape import Column, Table, normalised

__all__ = ["TABLES", "Column", "Table", "knows", "normalised", "table_for"]

TABLES: tuple[Table, ...] = (MATTERS, *LIST_TABLES)
"""事项 first, then the lists of a matter in the order of the workbook."""


def table_for(sheet: str, headings: Iterable[str]) -> Table | None:
    """The table a sheet holds: by its name where a heading fits, else the one most of whose own headings it has; None for neither."""
    seen = {normalised(heading) for heading in headings}
    if not seen:
        return None
    named = next((t for t in TABLES if normalised(sheet) in _names(t)), None)
    if named and _own(named, seen):
        return named
    best = max(TABLES, key=lambda table: _own(table, seen))
    return best if _own(best, seen) >= (1 if best.name == "matters" else 2) and _identifies(best, seen) else None


def knows(heading: str) -> bool:
    """Whether any table has this heading or one of its aliases is it."""
    return normalised(heading) in _every_heading()


@cache
def _every_heading() -> frozenset[str]:
    return frozenset(heading for table in TABLES for heading in table.by_heading)


@cache
def _names(table: Table) -> frozenset[str]:
    return frozenset(normalised(name) for name in (table.sheet, *table.aliases))


def _own(table: Table, seen: Collection[str]) -> int:
    """How many of the headings are this table's; a list's key columns do not tell it from another."""
    fields = {c.heading for heading, c in table.by_heading.items() if heading in seen}
    return len(fields if table is MATTERS else fields - _KEYS)


def _identifies(table: Table, seen: Collection[str]) -> bool:
    """Whether a row of it could be told apart: by one of the key columns."""
    return any(heading in seen and c.heading in _KEYS for heading, c in table.by_heading.items())


_KEYS = frozenset({"公开短码", "实施编码", "事项名称"})
