"""Working copies as the rows of our own tables: the inverse of `understand`, to the letter."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from matters.exchange.columns_keys import KEY_FIELDS
from matters.exchange.columns_shape import Column, Table
from matters.exchange.given import Cell
from matters.working_copy import WorkingCopy

Get = Callable[[Any], Any]


def written(table: Table, copy: WorkingCopy) -> Iterator[tuple[Cell, ...]]:
    """The rows of `table` for one matter, a cell for each of `table.columns`: one row in 事项, as many as its list has elsewhere.

    A copy with neither codes nor a name cannot be told from others in its lists; the catalog has none such.
    """
    getters = _getters(table)
    if table.name == "matters":
        yield tuple(write(get(copy)) for get, write in getters)
        return
    key = tuple(column.kind.write(getattr(copy, column.field)) for column in table.columns[: len(KEY_FIELDS)])
    for row in _rows(table, copy):
        yield key + tuple(write(get(row)) for get, write in getters)


def _rows(table: Table, copy: WorkingCopy) -> Iterator[Any]:
    rows = getattr(copy, table.name)
    if table.name != "questions":
        yield from rows
        return
    for question in rows:
        yield from ((question, option) for option in question.options or (None,))


@cache
def _getters(table: Table) -> tuple[tuple[Get, Callable[[Any], Cell]], ...]:
    columns = table.columns if table.name == "matters" else table.columns[len(KEY_FIELDS) :]
    return tuple((_getter(table, column), _writer(column)) for column in columns)


def _writer(column: Column) -> Callable[[Any], Cell]:
    """None, and the emptiness of a list, are empty cells whatever the kind."""
    write = column.kind.write
    return lambda value: "" if value is None or value == () else write(value)


def _getter(table: Table, column: Column) -> Get:
    if table.name == "questions":
        return _of_option(column.field.removeprefix("option.")) if "." in column.field else _of_question(column.field)
    return _SPECIAL.get((table.name, column.field)) or _plain(column.field)


def _plain(field: str) -> Get:
    return lambda row: getattr(row, field)


def _of_question(field: str) -> Get:
    return lambda pair: getattr(pair[0], field)


def _of_option(field: str) -> Get:
    return lambda pair: getattr(pair[1], field) if pair[1] else ""


def _codes(copy: WorkingCopy) -> tuple[str, ...]:
    codes = tuple(party.code for party in copy.joint_departments)
    return codes if any(codes) else ()


_SPECIAL: Mapping[tuple[str, str], Get] = {
    ("matters", "department.name"): lambda copy: copy.department.name,
    ("matters", "department.code"): lambda copy: copy.department.code,
    ("matters", "joint_departments"): lambda copy: tuple(party.name for party in copy.joint_departments),
    ("matters", "joint_departments.code"): _codes,
    ("handlings", "back_office.name"): lambda row: row.back_office.name if row.back_office else "",
    ("handlings", "back_office.code"): lambda row: row.back_office.code if row.back_office else "",
}
