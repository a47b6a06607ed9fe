"""The editions of a matter or a bundle in public: which held when, and what each changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from django.db.models import OuterRef, QuerySet
from django.db.models.fields.json import KT

from matters.changes import Change, diff
from matters.guide import Guide
from matters.json_rows import JSONRows
from matters.lookup import is_code
from matters.models import Bundle, Edition, Matter
from matters.tailoring import UnknownOption, tailor

S = TypeVar("S", Matter, Bundle)

_COLUMNS = ("id", "number", "effective_from", "effective_to", "change_note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An edition with nothing of its content but the name; `id` is its row."""

    id: int
    number: int
    effective_from: date
    effective_to: date | None
    change_note: str
    name: str

    def holds_on(self, day: date) -> bool:
        """Whether its dates include the day; a later one may hold instead."""
        return self.effective_from <= day and (self.effective_to is None or self.effective_to >= day)


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition with what it changed of the one that held before it (`before`; None for the first)."""

    line: Line
    before: Line | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed from one edition to that in force. `is_tailored`: for the answers given alone, which both know."""

    old: Line
    new: Line
    changes: tuple[Change, ...]
    is_tailored: bool


def find_history(rows: QuerySet[S], code: str) -> tuple[S, tuple[Line, ...]] | None:
    """Which of `rows` has that public code, and its editions, the last to take effect first; one query."""
    if not is_code(code):
        return None
    kind = str(rows.model._meta.model_name)
    editions = Edition.objects.filter(**{kind: OuterRef("pk")}).order_by("pk")
    subject = rows.filter(code=code).annotate(history=JSONRows(editions, *_COLUMNS, name=KT("content__name"))).first()
    return (subject, _lines(subject.history)) if subject else None


def in_force(lines: Iterable[Line], day: date) -> Line | None:
    """The one that holds on a day, by the rule of `EditionQuerySet.in_force`."""
    return next((line for line in lines if line.holds_on(day)), None)


def told_name(lines: Sequence[Line], day: date) -> str:
    """What the public calls it on a day: not what an editor is writing, nor what a later edition will say."""
    begun = [line for line in lines if line.effective_from <= day]
    return (in_force(lines, day) or [*begun, *reversed(lines)][0]).name


def entries(lines: Sequence[Line], shown: Sequence[Line]) -> list[Entry]:
    """Those `shown` of all the lines with what each changed; one query."""
    before = dict(pairwise(lines))
    guides = _guides([*shown, *(before[line] for line in shown if line in before)])
    return [Entry(line, before.get(line), tuple(_between(before.get(line), line, guides))) for line in shown]


def since(old: Line, new: Line, answers: Mapping[str, str]) -> Since:
    """What changed from `old` to `new` for who gave these answers; for everybody where one of both does not know them. One query."""
    guides = _guides([old, new])
    try:
        then, now = (tailor(guides[line.id], answers) for line in (old, new))
    except UnknownOption:
        then, now, answers = guides[old.id], guides[new.id], {}
    return Since(old, new, tuple(diff(then, now)), bool(answers))


def _between(old: Line | None, new: Line, guides: Mapping[int, Guide]) -> list[Change]:
    return diff(guides[old.id], guides[new.id]) if old else []


def _guides(lines: Iterable[Line]) -> dict[int, Guide]:
    found = Edition.objects.filter(pk__in={line.id for line in lines}).order_by()
    return {edition.pk: edition.guide for edition in found}


def _lines(rows: str) -> tuple[Line, ...]:
    lines = [_line(row) for row in json.loads(rows)]
    return tuple(sorted(lines, key=lambda line: (line.effective_from, line.number), reverse=True))


def _line(row: dict[str, Any]) -> Line:
    start, end = (row[name] and date.fromisoformat(row[name]) for name in ("effective_from", "effective_to"))
    return Line(**{**row, "effective_from": start, "effective_to": end})
