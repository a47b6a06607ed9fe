"""The rows of the tallies that an event counts in, and adding to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db import connection
from django.db.models import Model

from oversight.figures.events import Event, Lacked
from oversight.models import HourTally, PaperTally, Tally
from oversight.models.figures import Span

Key = tuple[Any, ...]
Cells = dict[Key, dict[str, int]]
"""What is to be added to each row's columns, which may be negative."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the tables: the fields that say what a row is about, in the order of a `Key`, and the columns that are added up."""

    model: type[Model]
    about: tuple[str, ...]
    columns: tuple[str, ...]


SUMS = Kind(
    Tally,
    ("span", "day", "site_id", "department_id", "clerk_id"),
    tuple(
        name
        for name in (field.attname for field in Tally._meta.concrete_fields)
        if name not in ("id", "span", "day", "site_id", "department_id", "clerk_id")
    ),
)
HOURS = Kind(HourTally, ("span", "day", "hour", "site_id", "department_id", "clerk_id"), ("times",))
PAPERS = Kind(
    PaperTally,
    ("span", "day", "site_id", "clerk_id", "matter_id", "bundle_id", "material"),
    ("missing", "wrong"),
)


def sums(happened: Mapping[Event, int]) -> Cells:
    """Everything once by department and once by clerk, in the day and in its month."""
    cells: Cells = {}
    for event, times in happened.items():
        if event.measure:
            for when in (_day(event.day), _month(event.day.replace(day=1))):
                _add(cells, (*when, event.site, event.department, None), event.measure, times)
                _add(cells, (*when, event.site, None, event.clerk), event.measure, times)
    return cells


def hours(happened: Mapping[Event, int]) -> Cells:
    """Everything by site, by department and by clerk, in the day and in the month's days of that name."""
    cells: Cells = {}
    for event, times in happened.items():
        if event.hour is not None:
            for when in (_day(event.day), _month(_first_of_its_name(event.day))):
                _add(cells, (*when, event.hour, event.site, None, None), "times", times)
                _add(cells, (*when, event.hour, None, event.department, None), "times", times)
                _add(cells, (*when, event.hour, None, None, event.clerk), "times", times)
    return cells


def papers(missed: Mapping[Lacked, int]) -> Cells:
    """Everything in the day, by site and clerk, and in the month, by site and for all."""
    cells: Cells = {}
    for paper, times in missed.items():
        column, of = "missing" if paper.missing else "wrong", (paper.matter, paper.bundle, paper.material)
        month = _month(paper.day.replace(day=1))
        _add(cells, (*_day(paper.day), paper.site, paper.clerk, *of), column, times)
        _add(cells, (*month, paper.site, None, *of), column, times)
        _add(cells, (*month, None, None, *of), column, times)
    return cells


def add(kind: Kind, cells: Cells) -> None:
    """Add that to the rows; one that comes to nothing is no longer there. Inside the transaction of whoever holds the lock (`freshening`).

    In plain SQL that both databases speak: the ORM can put a row in place of another, but cannot add to it.
    """
    changes = [(_number(key), key, counts) for key, counts in cells.items() if any(counts.values())]
    with connection.cursor() as cursor:
        cursor.executemany(
            _statement(kind),
            [(pk, *key, *(counts.get(name, 0) for name in kind.columns)) for pk, key, counts in changes],
        )
    fewer = [pk for pk, _, counts in changes if min(counts.values()) < 0]
    kind.model._default_manager.filter(pk__in=fewer, **dict.fromkeys(kind.columns, 0)).delete()


def _statement(kind: Kind) -> str:
    table, *names = map(connection.ops.quote_name, (kind.model._meta.db_table, "id", *kind.about, *kind.columns))
    more = ", ".join(f"{name} = {table}.{name} + EXCLUDED.{name}" for name in names[1 + len(kind.about) :])
    places = ", ".join(["%s"] * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {more}"  # noqa: S608


def _add(cells: Cells, key: Key, column: str, times: int) -> None:
    counts = cells.setdefault(key, {})
    counts[column] = counts.get(column, 0) + times


def _day(day: date) -> tuple[str, str]:
    return Span.DAY.value, day.isoformat()


def _month(day: date) -> tuple[str, str]:
    return Span.MONTH.value, day.isoformat()


def _first_of_its_name(day: date) -> date:
    """The first Monday of the month for any Monday of it, and so on."""
    return day.replace(day=(day.day - 1) % 7 + 1)


def _number(key: Key) -> int:
    """A row's key: 63 bits made of what it is about. Of a million rows any two have the same with a chance of one in ten million."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest()) >> 1
