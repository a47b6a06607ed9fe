"""A file of any form as what it says of each matter: the readers put together, and what is to be said of its sheets."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from matters.exchange import json_file
from matters.exchange.columns import knows, table_for
from matters.exchange.given import FileRefused, Given, Problem, RawRow, Severity
from matters.exchange.joining import FileTable
from matters.exchange.matching import Ambiguous, Identity, Index, find
from matters.exchange.progress import OnProgress
from matters.exchange.reading import RawTable, kind_of, tables
from matters.exchange.sources import SOURCES, Source
from matters.exchange.understanding import understand
from matters.guide import Question
from matters.keeping import copies_of
from matters.models import Matter

MAX_ROWS = 1_000_000
"""Rows of all tables of a file together: twenty thousand full matters have half as many."""
_TOLD_EVERY = 1000


@dataclass(slots=True)
class Reading:
    """A file being read: how many matters it has as far as is known, and what was found out about its sheets."""

    path: Path
    on_progress: OnProgress
    total: int = 0
    rows: int = 0
    recognised: int = 0
    problems: list[Problem] = field(default_factory=list)

    def givens(self, *, source: str, accepted: Container[str], max_rows: int) -> Iterator[Given]:
        """What the file says, a `Given` a matter. Raises FileRefused, also for an unknown `source`."""
        if kind_of(self.path) == "json":
            self.total, found = json_file.read(self.path)
            return found
        raws = tables(self.path, knows=knows, max_bytes=json_file.MAX_BYTES, max_rows=max_rows)
        return self._understood(raws, _source(source), accepted)

    def _understood(self, raws: Iterator[RawTable], source: Source | None, accepted: Container[str]) -> Iterator[Given]:
        yield from understand(self._ours(raws), source=source, accepted=accepted, questions_of=_questions_of())
        if not self.recognised:
            reasons = "；".join(dict.fromkeys(problem.message for problem in self.problems))
            raise FileRefused(f"文件里没有可以导入的表。{reasons}")

    def _ours(self, raws: Iterator[RawTable]) -> Iterator[FileTable]:
        """Those tables that are ours, each with its rows counted while they are read."""
        for raw in raws:
            table = None if raw.skipped else table_for(raw.sheet, raw.headings)
            for note in raw.notes:
                self._say(Severity.NOTE, "left_aside", raw, note)
            for heading in raw.repeated:
                self._say(Severity.WARNING, "column_repeated", raw, "这一列出现不止一次，只读第一列", column=heading)
            if table is None:
                self._say(Severity.NOTE, "sheet_skipped", raw, raw.skipped or "认不出这是哪一张表，没有读取")
            else:
                self.recognised += 1
                yield FileTable(table, raw.sheet, raw.headings, self._counted(raw, table.name == "matters"))

    def _counted(self, raw: RawTable, is_matters: bool) -> Iterator[RawRow]:
        for row in raw.rows:
            if row.row <= raw.heading_row + 2 and _is_second_header(row):
                continue
            self.rows += 1
            self.total += is_matters
            if self.rows % _TOLD_EVERY == 0:
                self.on_progress(self.rows, 0)
            yield row

    def _say(self, severity: Severity, check: str, raw: RawTable, message: str, *, column: str = "") -> None:
        place = f"“{raw.sheet}”：" if raw.sheet else ""
        self.problems.append(
            Problem(
                severity=severity,
                check=check,
                sheet=raw.sheet,
                row=raw.heading_row,
                column=column,
                message=f"{place}{message}",
            )
        )


def _is_second_header(row: RawRow) -> bool:
    """Whether the row says the headings once more, as exchange tables do in Chinese below their column names."""
    known = sum(isinstance(cell, str) and knows(cell) for cell in row.cells.values())
    return known > 1 and known * 2 > len(row.cells)


def _source(key: str) -> Source | None:
    if key and key not in SOURCES:
        raise FileRefused(f"没有名为“{key}”的来源，可用的：{'、'.join(SOURCES)}")
    return SOURCES.get(key)


def _questions_of() -> Callable[[Mapping[str, Any]], tuple[Question, ...] | None]:
    """The questions the catalog has for the matter a row names; what it takes is read when it is first asked."""
    index = Index()
    read = False

    def questions(values: Mapping[str, Any]) -> tuple[Question, ...] | None:
        nonlocal read
        if not read:
            index.add(_asking())
            read = True
        try:
            identity = find(Given(values=values), index)
        except Ambiguous:
            return None
        return next(copies_of([identity.pk]))[1].questions if identity and identity.pk else None

    return questions


def _asking() -> Iterator[Identity]:
    """The matters that have questions."""
    columns = ("code", "name", "department__name", "implementation_code", "item_code", "pk")
    rows = Matter.objects.filter(questions__isnull=False).order_by().distinct().values_list(*columns)
    return (Identity(*row) for row in rows)
