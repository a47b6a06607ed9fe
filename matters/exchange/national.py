"""The catalog in the national exchange tables, ready to be sent up: what is required there and empty here is named."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from django.utils import timezone

from accounts import audit
from accounts.cells import neutral
from accounts.models import StaffUser
from matters import storing
from matters.enums import MatterType, Standing
from matters.exchange.files import sha256_of
from matters.exchange.national_columns import (
    NATIONAL_TABLES,
    NationalColumn,
    NationalTable,
    Published,
    Subject,
    Value,
)
from matters.exchange.progress import OnProgress, silent
from matters.exchange.writing import Copies, Exported, in_place_of, told
from matters.exchange.writing_csv import CsvWriter
from matters.exchange.writing_shape import Shape, shape
from matters.exchange.writing_workbook import WorkbookWriter
from matters.models import Edition, Matter, Site
from matters.models.matter import MatterQuerySet
from matters.site_as_place import place_of
from matters.working_copy import WorkingCopy

CHUNK = 500
NAMED = 5
"""Matters that are named where a required column is empty."""
_NOT_FOR_SERVICES = {"promise_day", "promise_type"}
"""Not required of 公共服务."""
Empty = dict[tuple[str, NationalColumn], list[str]]


def export(
    path: Path,
    matters: MatterQuerySet,
    *,
    by: StaffUser | None = None,
    filename: str = "",
    form: str = "",
    on_progress: OnProgress = silent,
) -> Exported:
    """Write `matters` into the tables of `NATIONAL_TABLES`: a sheet or section each, or as JSON `{table: rows}`.

    `problems` of the result are the required columns that are empty, with the matters concerned. Raises as `writing.export`.
    """
    pks = list(matters.order_by("code").values_list("pk", flat=True))
    empty: Empty = defaultdict(list)
    with in_place_of(path) as beside:
        _FORMS[form or path.suffix.lower().removeprefix(".")](
            beside, _rows(told(pks, on_progress), _published(pks), empty)
        )
    done = Exported(matters=len(pks), sha256=sha256_of(path), problems=tuple(_words(empty)))
    audit.record(
        actor=by, action="export", target=filename or path.name, sha256=done.sha256, matters=done.matters, national=True
    )
    return done


Rows = Iterator[tuple[NationalTable, list[tuple[Value, ...]]]]


def _published(pks: Sequence[int]) -> Mapping[str, Published]:
    """Standing and edition of these matters, by public code."""
    found = {}
    for start in range(0, len(pks), CHUNK):
        some = pks[start : start + CHUNK]
        editions = {}
        rows = Edition.objects.filter(matter__in=some).order_by("number")
        # The newest last, then the one in force: it is the one that stays.
        for queryset in (rows, rows.in_force(timezone.localdate()).reverse()):
            for matter, *edition in queryset.values_list("matter", "number", "effective_from", "effective_to"):
                editions[matter] = edition
        for pk, code, standing in Matter.objects.filter(pk__in=some).order_by().values_list("pk", "code", "standing"):
            found[code] = Published(Standing(standing), *editions.get(pk, ()))
    return found


def _rows(copies: Copies, published: Mapping[str, Published], empty: Empty) -> Rows:
    """The rows of every matter, table by table."""
    known = storing.known()
    sites = Site.objects.select_related("region").prefetch_related("hours")
    places = {site.code: place_of(site) for site in sites}
    for copy in copies:
        subject = Subject(copy, copy, 1, known, places, published.get(copy.code, Published()))
        for table in NATIONAL_TABLES:
            subjects = [replace(subject, row=row, number=number) for number, row in enumerate(table.rows(copy), 1)]
            yield table, [_row(table, each, empty) for each in subjects]


def _row(table: NationalTable, subject: Subject, empty: Empty) -> tuple[Value, ...]:
    values = tuple(column.value(subject) for column in table.columns)
    for column, value in zip(table.columns, values, strict=True):
        if value == "" and column.required and not _is_excused(column, subject.copy):
            empty[table.name, column].append(subject.copy.code)
    return values


def _is_excused(column: NationalColumn, copy: WorkingCopy) -> bool:
    return copy.matter_type == MatterType.PUBLIC_SERVICE and column.name in _NOT_FOR_SERVICES


def _words(empty: Empty) -> Iterator[str]:
    for (table, column), codes in empty.items():
        different = list(dict.fromkeys(codes))
        more = "等" if len(different) > NAMED else ""
        named = "、".join(different[:NAMED])
        yield f"必填项为空：{table}.{column.name}（{column.words}），{len(different)}个事项：{named}{more}"


def _write_tables(rows: Rows, writer: WorkbookWriter | CsvWriter) -> None:
    for table, found in rows:
        writer.add(table.name, [tuple(map(_cell, row)) for row in found])
    writer.close()


def _cell(value: Value) -> Value:
    """A text that a spreadsheet would calculate is neutralised; everything else stands as it is, for the receiver to read."""
    return neutral(value) if isinstance(value, str) else value


def _write_json(path: Path, rows: Rows) -> None:
    """All rows are held: the exchange tables of a district are small."""
    found: Mapping[str, list[Any]] = {table.name: [] for table in NATIONAL_TABLES}
    for table, made in rows:
        names = [column.name for column in table.columns]
        found[table.name].extend(dict(zip(names, row, strict=True)) for row in made)
    path.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")


def _shape(table: NationalTable) -> Shape:
    names = tuple(column.name for column in table.columns)
    words = tuple(column.words for column in table.columns)
    return shape(table.name, (names, words), codes=_codes(names))


def _codes(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(names) if name.endswith(("_code", "_item")))


_SHAPES = tuple(map(_shape, NATIONAL_TABLES))
_FORMS: Mapping[str, Callable[[Path, Rows], None]] = {
    "json": _write_json,
    "csv": lambda path, rows: _write_tables(rows, CsvWriter(path, _SHAPES)),
    "xlsx": lambda path, rows: _write_tables(rows, WorkbookWriter(path, _SHAPES)),
}
