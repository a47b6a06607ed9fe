"""Working copies out of the database, one or many at a time, in a constant number of queries; `storing` is the way back.

`copies_of` reads plain rows, not model instances: an import compares twenty thousand matters with what a file says of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from matters import enums
from matters import guide as g
from matters import models as m
from matters.working_copy import LISTS, Desk, Requirement, WorkingCopy

BATCH = 500
"""Matters read at a time."""
_PLAIN = (
    "code", "name", "short_name", "summary", "main_item", "basic_code", "implementation_code", "item_code",
    "entrusting_department", "no_materials", "result_name", "result_validity", "result_annual_check", "visits",
    "visits_reason", "quantity_limit", "prohibitions", "intermediary", "consult_phone", "complaint_phone",
    "source_note", "review_months", "allow_two_sides", "demo",
)  # fmt: skip
_ENUMS: dict[str, Callable[[str], Any]] = {
    "matter_type": enums.MatterType,
    "processing_type": enums.ProcessingType,
    "exercise_level": enums.ExerciseLevel,
    "power_source": enums.PowerSource,
    "result_kind": enums.ResultKind,
    "scope": enums.Scope,
    "scope_form": lambda value: enums.ScopeForm(value) if value else None,
}


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of a simple list are kept: its model, its dataclass, the columns of both, and how a column is read where it is no text."""

    model: type[models.Model]
    row: type[Any]
    columns: tuple[str, ...]
    readers: Mapping[str, Callable[[Any], Any]]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _optional(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda value: kind(value) if value else None


TABLES: dict[str, Table] = {
    "limits": Table(
        m.Limit,
        g.Limit,
        ("kind", "amount", "unit", "note", "when"),
        {"kind": enums.LimitKind, "unit": enums.LimitUnit, "when": _words},
    ),
    "pauses": Table(m.Pause, g.Pause, ("name", "limit", "note"), {}),
    "conditions": Table(m.Condition, g.Condition, ("text", "when"), {"when": _words}),
    "steps": Table(
        m.Step,
        g.Step,
        ("name", "who", "level", "content", "limit", "result", "standard", "when"),
        {"level": _optional(enums.Level), "when": _words},
    ),
    "charges": Table(m.Charge, g.Charge, ("name", "standard", "basis", "reduction", "when"), {"when": _words}),
    "legal_basis": Table(m.LegalBasis, g.LegalBasis, ("title", "number", "article", "text"), {}),
    "channels": Table(m.Channel, g.Channel, ("kind", "url", "note"), {"kind": enums.ChannelKind}),
    "modes": Table(m.Mode, g.Mode, ("kind", "note"), {"kind": enums.ModeKind}),
    "remedies": Table(m.Remedy, g.Remedy, ("kind", "authority", "period"), {"kind": enums.RemedyKind}),
    "faqs": Table(m.Faq, g.Faq, ("question", "answer"), {}),
}
_REQUIREMENT = (
    "id", "key", "material__name", "name_override", "original", "copies", "form", "necessity", "defer", "source", "issuer",
    "how_to_get", "fill_note", "standard", "basis", "waiver", "when", "any_of",
)  # fmt: skip
_DESK = ("floor", "window", "phone", "address", "hours", "promised_amount", "note")
Rows = dict[int, list[Any]]


def copy_of(matter: m.Matter) -> WorkingCopy:
    """The stored working copy of one matter."""
    return next(iter(copies_of([matter.pk])))[1]


def copies_of(pks: Iterable[int]) -> Iterator[tuple[int, WorkingCopy]]:
    """The key and the stored working copy of each of those matters, in the given order; keys that are gone are left out."""
    keys = list(pks)
    for start in range(0, len(keys), BATCH):
        yield from _batch(keys[start : start + BATCH])


def _batch(pks: Sequence[int]) -> Iterator[tuple[int, WorkingCopy]]:
    lists: dict[str, Rows] = {name: _rows(name, pks) for name in TABLES}
    lists |= {
        "questions": _questions(pks),
        "requirements": _requirements(pks),
        "handlings": _handlings(pks),
        "desks": _desks(pks),
    }
    topics = _named(m.Matter.topics.through, "topic__name", "topic__kind", "topic__position", "topic_id", pks=pks)
    joint = _parties(pks)
    own = _own(pks)
    for pk in pks:
        if pk in own:
            rows: dict[str, Any] = {name: tuple(lists[name].get(pk, ())) for name in LISTS}
            yield (
                pk,
                WorkingCopy(
                    **own[pk], **rows, topics=tuple(topics.get(pk, ())), joint_departments=tuple(joint.get(pk, ()))
                ),
            )


def _own(pks: Sequence[int]) -> dict[int, dict[str, Any]]:
    columns = (
        "id", *_PLAIN, *_ENUMS, "synonyms", "audiences", "result_delivery", "department__name", "department__code",
    )  # fmt: skip
    found = {}
    for row in m.Matter.objects.filter(pk__in=pks).order_by().values(*columns):
        pk, name, code = row.pop("id"), row.pop("department__name"), row.pop("department__code")
        row["department"] = g.Party(name=name, code=code)
        row["synonyms"] = _words(row["synonyms"])
        row["audiences"] = tuple(map(enums.Audience, row["audiences"]))
        row["result_delivery"] = tuple(map(enums.Delivery, row["result_delivery"]))
        found[pk] = row | {name: kind(row[name]) for name, kind in _ENUMS.items()}
    return found


def _rows(name: str, pks: Sequence[int]) -> Rows:
    spec = TABLES[name]
    readers = [spec.readers.get(column) for column in spec.columns]
    found: Rows = defaultdict(list)
    query = spec.model._default_manager.filter(matter__in=pks).order_by("matter_id", "position", "id")
    for matter, *values in query.values_list("matter_id", *spec.columns):
        read = [reader(value) if reader else value for reader, value in zip(readers, values, strict=True)]
        found[matter].append(spec.row(**dict(zip(spec.columns, read, strict=True))))
    return found


def _questions(pks: Sequence[int]) -> Rows:
    options: dict[int, list[g.Option]] = defaultdict(list)
    query = m.Option.objects.filter(question__matter__in=pks).order_by("question_id", "position", "id")
    for question, key, text, note in query.values_list("question_id", "key", "text", "note"):
        options[question].append(g.Option(key=key, text=text, note=note))
    found: Rows = defaultdict(list)
    questions = m.Question.objects.filter(matter__in=pks).order_by("matter_id", "position", "id")
    for pk, matter, key, text, help_text, when in questions.values_list(
        "id", "matter_id", "key", "text", "help", "when"
    ):
        chosen = tuple(options.get(pk, ()))
        found[matter].append(g.Question(key=key, text=text, help=help_text, when=_words(when), options=chosen))
    return found


def _requirements(pks: Sequence[int]) -> Rows:
    found: Rows = defaultdict(list)
    query = m.Requirement.objects.filter(matter__in=pks).order_by("matter_id", "position", "id")
    source = _optional(enums.Source)
    for matter, *values in query.values_list("matter_id", *_REQUIREMENT):
        row = dict(zip(_REQUIREMENT, values, strict=True))
        pk = row.pop("id")
        found[matter].append(
            Requirement(
                **row
                | {
                    "key": row["key"] or f"r{pk}",
                    "material": row.pop("material__name"),
                    "form": enums.Form(row["form"]),
                    "necessity": enums.Necessity(row["necessity"]),
                    "source": source(row["source"]),
                    "when": _words(row["when"]),
                }
            )
        )
    return found


def _handlings(pks: Sequence[int]) -> Rows:
    sites: dict[int, list[str]] = defaultdict(list)
    through = m.Handling.sites.through._default_manager.filter(handling__matter__in=pks).order_by("site__code")
    for handling, code in through.values_list("handling_id", "site__code"):
        sites[handling].append(code)
    found: Rows = defaultdict(list)
    query = m.Handling.objects.filter(matter__in=pks).order_by("matter_id", "position", "id")
    columns = ("id", "matter_id", "level", "how", "back_office__name", "back_office__code", "note", "when")
    for pk, matter, level, how, name, code, note, when in query.values_list(*columns):
        found[matter].append(
            g.Handling(
                level=enums.Level(level),
                how=enums.How(how),
                sites=tuple(sites.get(pk, ())),
                back_office=g.Party(name=name, code=code) if name else None,
                note=note,
                when=_words(when),
            )
        )
    return found


def _desks(pks: Sequence[int]) -> Rows:
    found: Rows = defaultdict(list)
    query = m.Desk.objects.filter(matter__in=pks).order_by("matter_id", "site__code")
    for matter, site, unit, *values in query.values_list("matter_id", "site__code", "promised_unit", *_DESK):
        row = dict(zip(_DESK, values, strict=True))
        found[matter].append(Desk(site=site, promised_unit=enums.LimitUnit(unit), **row))
    return found


def _named(through: Any, name: str, *order: str, pks: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for matter, value in (
        through._default_manager.filter(matter__in=pks).order_by(*order).values_list("matter_id", name)
    ):
        found[matter].append(value)
    return found


def _parties(pks: Sequence[int]) -> dict[int, list[g.Party]]:
    found: dict[int, list[g.Party]] = defaultdict(list)
    query = m.Matter.joint_departments.through._default_manager.filter(matter__in=pks).order_by("department__name")
    for matter, name, code in query.values_list("matter_id", "department__name", "department__code"):
        found[matter].append(g.Party(name=name, code=code))
    return found
