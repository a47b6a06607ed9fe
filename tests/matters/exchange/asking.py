"""Small tables as a file would have them, and what is understood of them."""

from typing import Any

from matters.exchange.columns import TABLES, table_for
from matters.exchange.given import Given, RawRow
from matters.exchange.joining import FileTable
from matters.exchange.sources import SOURCES
from matters.exchange.understanding import understand
from matters.working_copy import Requirement

NAME = {"事项名称": "残疾人证核发"}


def table(sheet: str, *rows: dict[str, Any]) -> FileTable:
    """A sheet whose headings are those of its rows, numbered from 2."""
    headings = tuple(dict.fromkeys(heading for row in rows for heading in row))
    ours = next((t for t in TABLES if t.sheet == sheet), None) or table_for(sheet, headings)
    raw = [RawRow(number, {h: c for h, c in row.items() if c is not None}) for number, row in enumerate(rows, start=2)]
    return FileTable(ours, sheet, headings, raw)


def ask(*tables: FileTable, source: str = "", **options: Any) -> list[Given]:
    """What is understood of these tables."""
    return list(understand(tables, source=SOURCES.get(source), **options))


def matter(source: str = "", **cells: Any) -> Given:
    """What is understood of one row of 事项 with these cells beside its name."""
    return ask(table("事项", {**NAME, **cells}), source=source)[-1]


def requirements(accepted: tuple[str, ...] = (), source: str = "", **cells: Any) -> tuple[Requirement, ...]:
    """The requirements of one row of 材料 with these cells."""
    (given,) = ask(table("材料", {**NAME, **cells}), source=source, accepted=accepted)
    assert not given.is_refused, given.problems
    return given.lists["requirements"]


def checks(given: Given) -> list[tuple[str, str, str]]:
    """Severity, check and column of every problem."""
    return [(p.severity.value, p.check, p.column) for p in given.problems]
