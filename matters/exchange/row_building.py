"""Rows of the list tables as the dataclasses of a working copy."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from matters import guide as g
from matters.enums import Necessity
from matters.exchange import repairs_materials
from matters.exchange.agents import with_agent
from matters.exchange.kinds import default_unit
from matters.exchange.numbered_lists import listed
from matters.exchange.row_reading import Bound, Notes
from matters.exchange.values_counts import Counts
from matters.exchange.whens import UnknownOption, read_when
from matters.working_copy import Desk, Requirement

CLASSES: Mapping[str, type[Any]] = {
    "steps": g.Step, "charges": g.Charge, "conditions": g.Condition, "legal_basis": g.LegalBasis, "pauses": g.Pause,
    "channels": g.Channel, "modes": g.Mode, "remedies": g.Remedy, "faqs": g.Faq,
}  # fmt: skip
"""Lists whose columns are the fields of their dataclass."""


@dataclass(slots=True)
class Row:
    """A row that was read: its values by field, and its place."""

    values: dict[str, Any]
    bound: Bound
    number: int

    def place(self, field: str) -> dict[str, Any]:
        """Where a field of it stands in the file, for a note."""
        heading = next((c.heading for c in self.bound.columns if c.field == field), "")
        return {"sheet": self.bound.sheet, "row": self.number, "column": heading}


class Builder:
    """Makes the rows of one matter; `questions` are those of the file, else of the catalog, None where neither is known."""

    def __init__(self, questions: tuple[g.Question, ...] | None, notes: Notes) -> None:
        self.questions = questions
        self.notes = notes
        self.asked_for_agent = False
        self.places: dict[str, tuple[tuple[str, int], ...]] = {}

    def build(self, name: str, rows: Iterable[Row]) -> tuple[Any, ...]:
        """The rows of a list; those that are wrong are noted and left out."""
        make = _MAKERS.get(name)
        whole = [row for row in rows if self._is_whole(row)]
        if whole and "~order" in whole[0].values:
            whole.sort(key=lambda row: row.values.get("~order", 0))
        for row in whole:
            row.values.pop("~order", None)
            if said := row.values.get("when"):
                row.values["when"] = self._when(said, row)
            elif said is not None:
                row.values["when"] = ()
        if make is None:
            make = partial(_plain, CLASSES[name])
        made = [(one, row) for row in whole for one in make(self, row)]
        self.places[name] = tuple((row.bound.sheet, row.number) for _, row in made)
        return tuple(one for one, _ in made)

    def _is_whole(self, row: Row) -> bool:
        missing = [c for c in row.bound.table.columns if c.required and row.values.get(c.field) in (None, "")]
        for column in missing:
            if not any(p.row == row.number and p.sheet == row.bound.sheet and p.column == row.place(column.field)["column"]
                       for p in self.notes.problems):  # fmt: skip
                message = f"没有填写“{column.heading}”"
                self.notes.error("missing", message, **{**row.place(column.field), "column": column.heading})
        return not missing

    def _when(self, said: str, row: Row) -> g.When:
        try:
            return read_when(said, self.questions)
        except UnknownOption as unknown:
            self.notes.error("unknown_option", str(unknown), **row.place("when"), value=said)
            return ()

    def agents_token(self) -> str:
        """The option for somebody else handing it in; the question is added where the matter has none."""
        self.asked_for_agent = True
        self.questions, token = with_agent(self.questions or ())
        return token


def _plain(kind: type[Any], builder: Builder, row: Row) -> Iterator[Any]:
    yield kind(**row.values)


def _limits(builder: Builder, row: Row) -> Iterator[g.Limit]:
    (amount, own), unit = row.values.pop("amount"), row.values.pop("unit", None)
    found = default_unit(amount, own, unit)
    for finding in found.findings:
        builder.notes.say(finding, **row.place("amount"), value=amount)
    yield g.Limit(amount=amount, unit=found.value, **row.values)


def _desks(builder: Builder, row: Row) -> Iterator[Desk]:
    if promised := row.values.pop("promised", None):
        amount, own = promised
        found = default_unit(amount, own, None)
        for finding in found.findings:
            builder.notes.say(finding, **row.place("promised"), value=amount)
        row.values |= {"promised_amount": amount, "promised_unit": found.value}
    yield Desk(**row.values)


def _handlings(builder: Builder, row: Row) -> Iterator[g.Handling]:
    name, code = row.values.pop("back_office.name", ""), row.values.pop("back_office.code", "")
    sites = row.values.pop("sites", ())
    every = () if set(sites) <= {"全部", "所有", "all"} else sites
    yield g.Handling(sites=every, back_office=g.Party(name=name, code=code) if name or code else None, **row.values)


def _conditions(builder: Builder, row: Row) -> Iterator[g.Condition]:
    text = row.values["text"]
    items = listed(text)
    is_split = len(items) > 1 and builder.notes.propose("split_list", "；".join(items), **row.place("text"), value=text)
    for item in items if is_split else (text,):
        yield g.Condition(**{**row.values, "text": item})


def _requirements(builder: Builder, row: Row) -> Iterator[Requirement]:
    values = row.values
    _take_sheets(builder, row)
    _take_counts(values)
    _take_notes(values)
    if values.get("necessity", Necessity.REQUIRED) != Necessity.DEFERRABLE and values.get("defer"):
        message = "只有必要性是“容缺后补”的材料才填写补交期限"
        builder.notes.error("defer_without_need", message, **row.place("defer"), value=values["defer"])
    yield from materials(builder, values, row.place("material"))


def materials(builder: Builder, values: Mapping[str, Any], place: Mapping[str, Any]) -> Iterator[Requirement]:
    """The requirement of these values, or the several that accepted repairs of its name make of it."""
    name = values["material"]
    proposed = repairs_materials.proposals(name)
    kinds = {kind for kind, words in proposed if builder.notes.propose(kind, words, **place, value=name)}
    for piece in repairs_materials.pieces(name, kinds):
        lifted: dict[str, Any] = {"material": piece.name}
        lifted |= {"original": piece.counts.original, "copies": piece.counts.copies} if piece.counts else {}
        lifted |= {"necessity": piece.necessity} if piece.necessity else {}
        lifted |= {"any_of": piece.any_of} if piece.any_of else {}
        lifted |= {"when": (*values.get("when", ()), builder.agents_token())} if piece.is_agents else {}
        yield Requirement(**{**values, **lifted})


def _take_sheets(builder: Builder, row: Row) -> None:
    """“原件1份复印件2份” in the column of one of them speaks of both; the other column must not say something else."""
    said = {name: row.values.pop(name) for name in Counts._fields if isinstance(row.values.get(name), Counts)}
    for name, counts in said.items():
        for field, number in counts._asdict().items():
            there = row.values.get(field, 0)
            if there and number and there != number:
                message = f"这里写的是{counts.original}份原件、{counts.copies}份复印件，与另一列不同"
                builder.notes.error("counts_differ", message, **row.place(name), value=str(there))
            row.values[field] = there or number


def _take_counts(values: dict[str, Any]) -> None:
    """材料份数 and 材料类型 together: the type says whether the number means originals or copies."""
    counts, kind = values.pop("~counts", None), values.pop("~type", None)
    if counts and kind and counts.copies == 0:
        number = counts.original
        counts = Counts(number if kind.original else 0, number if kind.copies else 0)
    counts = counts or kind
    if counts:
        values["original"], values["copies"] = counts


def _take_notes(values: dict[str, Any]) -> None:
    size, remark = values.pop("~size", ""), values.pop("~remark", "")
    notes = [values.get("fill_note", ""), f"规格：{size}" if size else "", remark]
    if size or remark:
        values["fill_note"] = "；".join(note for note in notes if note)


_MAKERS: Mapping[str, Callable[[Builder, Row], Iterator[Any]]] = {
    "limits": _limits,
    "conditions": _conditions,
    "desks": _desks,
    "handlings": _handlings,
    "requirements": _requirements,
}
