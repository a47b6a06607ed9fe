"""What a file says of each matter: its rows joined, read, repaired where that was accepted, with every problem at its place."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from matters.exchange.columns_keys import KEY_FIELDS
from matters.exchange.columns_shape import normalised
from matters.exchange.compact import compact_lists
from matters.exchange.finding import Finding
from matters.exchange.given import Given, Severity
from matters.exchange.joining import Entry, FileTable, Joined, Part, Sheet, gather
from matters.exchange.matter_rows import own_values
from matters.exchange.question_rows import questions
from matters.exchange.row_building import Builder, Row
from matters.exchange.row_reading import Bound, Notes, bind, read_row
from matters.exchange.sources import Source, recognise
from matters.guide import Question

QuestionsOf = Callable[[Mapping[str, Any]], tuple[Question, ...] | None]
"""The questions the catalog has for the matter that these values name; None where nothing is known of them."""


def understand(
    tables: Iterable[FileTable],
    *,
    source: Source | None = None,
    accepted: Container[str] = (),
    questions_of: QuestionsOf = lambda values: None,
) -> Iterator[Given]:
    """What the file says, a `Given` a matter: those of 事项 in their order, then those that only its lists name.

    Every row is read before the first `Given` comes, because sheets may stand in any order. Without a `source` it is recognised from headings
    and 区划代码. `accepted` holds ids or kinds of repairs, or "all". A `Given` without values speaks of a sheet, or of a row that names
    no matter. A list's table holds the whole list of every matter that it or 事项 names; one without rows counts as absent.
    """
    sheets = gather(tables)
    file = _File(sheets, source or _recognised(sheets), accepted, questions_of)
    yield from file.of_sheets()
    for entry in file.joined.entries:
        yield file.given(entry)


def _recognised(sheets: Iterable[Sheet]) -> Source:
    names = frozenset(normalised(name) for sheet in sheets for name in (sheet.name, *sheet.headings))
    return recognise(names, next(filter(None, map(_area, sheets)), ""))


def _area(sheet: Sheet) -> str:
    """The 区划代码 of a sheet's first row, where it has one."""
    place = next((i for i, h in enumerate(sheet.headings) if _field(sheet, h) == "~area"), None)
    first = next(iter(sheet.packed))
    cell = next(sheet.rows(first)).cells[place] if place is not None else None
    return str(cell or "")


def _field(sheet: Sheet, heading: str) -> str:
    column = sheet.table.by_heading.get(normalised(heading))
    return column.field if column else ""


class _File:
    """One file while it is gone through."""

    def __init__(
        self, sheets: list[Sheet], source: Source, accepted: Container[str], questions_of: QuestionsOf
    ) -> None:
        self.joined = Joined(sheets)
        self.bound = [bind(sheet.table, sheet.name, sheet.headings, source) for sheet in sheets]
        self.accepted = accepted
        self.questions_of = questions_of
        self.present = frozenset(sheet.table.name for sheet in sheets) - {"matters"}

    def of_sheets(self) -> Iterator[Given]:
        """What is to be said of the sheets themselves: columns that mean nothing here, and those not taken in."""
        for bound in self.bound:
            notes = Notes(self.accepted)
            for heading in bound.unknown:
                notes.say(_UNKNOWN, sheet=bound.sheet, column=heading)
            for heading in bound.unused:
                notes.say(_UNUSED, sheet=bound.sheet, column=heading)
            if notes.problems:
                yield Given(sheet=bound.sheet, problems=tuple(notes.problems))

    def given(self, entry: Entry) -> Given:
        """Everything the file says of one matter."""
        notes = Notes(self.accepted)
        rows = self._rows(entry, notes)
        values = self._values(entry, rows.get("matters", []), notes)
        builder = Builder(self._questions(values, rows, notes), notes)
        lists = self._lists(entry, rows, builder)
        if any(entry.key):
            first = self.bound[entry.parts[0].sheet].sheet
        else:
            first, values, lists = self._nameless(entry, notes), {}, {}
        row = next((r.number for parts in rows.values() for r in parts), 0)
        self._say_clashes(entry, notes)
        return Given(
            sheet=first, row=row, values=values, lists=lists, places=builder.places,
            problems=tuple(notes.problems), repairs=tuple(notes.repairs),
        )  # fmt: skip

    def _rows(self, entry: Entry, notes: Notes) -> dict[str, list[Row]]:
        """Its rows by table, read."""
        rows: dict[str, list[Row]] = {}
        for part in entry.parts:
            bound = self.bound[part.sheet]
            rows.setdefault(bound.table.name, []).extend(self._read(part, bound, notes))
        return rows

    def _read(self, part: Part, bound: Bound, notes: Notes) -> Iterator[Row]:
        for number, cells in self.joined.rows(part):
            yield Row(read_row(bound, number, cells, notes), bound, number)

    def _values(self, entry: Entry, rows: list[Row], notes: Notes) -> dict[str, Any]:
        if rows:
            return own_values(rows, self.joined, notes)
        first = next(((name, text) for name, text in zip(KEY_FIELDS, entry.key, strict=True) if text), None)
        return dict([first]) if first else {}

    def _questions(
        self, values: Mapping[str, Any], rows: Mapping[str, list[Row]], notes: Notes
    ) -> tuple[Question, ...] | None:
        if "questions" in rows:
            return questions(rows["questions"], notes)
        return () if "questions" in self.present and "matters" in rows else self.questions_of(values)

    def _lists(self, entry: Entry, rows: dict[str, list[Row]], builder: Builder) -> dict[str, tuple[Any, ...]]:
        whole = self.present if entry.is_listed else self.present & rows.keys()
        lists = {name: builder.build(name, rows.get(name, ())) for name in whole if name != "questions"}
        for row in rows.get("matters", ()):
            for name, made in compact_lists(builder, row).items():
                if not lists.get(name):
                    lists[name] = made
        if "questions" in whole or builder.asked_for_agent:
            lists["questions"] = builder.questions or ()
        return lists

    def _nameless(self, entry: Entry, notes: Notes) -> str:
        bound = self.bound[entry.parts[0].sheet]
        for part in entry.parts:
            for number, _ in self.joined.rows(part):
                notes.error(
                    "no_key",
                    "公开短码、实施编码、事项名称都没有填写，不知道是哪个事项",
                    sheet=self.bound[part.sheet].sheet,
                    row=number,
                )
        return bound.sheet

    def _say_clashes(self, entry: Entry, notes: Notes) -> None:
        if entry.is_ambiguous:
            message = f"有几个事项都叫“{entry.key[2]}”，请填写公开短码或实施编码"
            self._say_of_rows(entry.parts, notes, "key_ambiguous", message)
        message = "公开短码、实施编码、事项名称不是同一个事项的，请核对"
        self._say_of_rows(entry.clashes, notes, "keys_differ", message)

    def _say_of_rows(self, parts: Iterable[Part], notes: Notes, check: str, message: str) -> None:
        for part in parts:
            for number, _ in self.joined.rows(part):
                shown = " / ".join(text for text in part.key if text)
                notes.error(check, message, sheet=self.bound[part.sheet].sheet, row=number, value=shown)


_UNKNOWN = Finding(Severity.WARNING, "column_unknown", "这一列不认识，没有导入")
_UNUSED = Finding(Severity.NOTE, "column_unused", "这一列用不上，没有导入")
