"""Kinds of columns: how a cell's words become a value, and a value the words of a cell. Writing is the inverse of reading."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import TextChoices

from matters.enums import LimitUnit
from matters.exchange import codes, values, values_counts, values_limits, values_lists, values_numbers, values_scalars
from matters.exchange.finding import ABSENT, Found, error, warned
from matters.exchange.given import Cell
from matters.exchange.reading.cells import CellError, Formula
from matters.exchange.sources import Source, is_ambiguous
from matters.wording import duration

Read = Callable[[str, Source], Found]
NO_WORDS: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` takes a cell's text and the source that explains digits; `write` makes the cell. `is_code`: numbers in it are suspect."""

    read: Read
    write: Callable[[Any], Cell]
    is_code: bool = False
    choices: tuple[str, ...] = ()


def _plain(read: Callable[[str], Found]) -> Read:
    return lambda raw, source: read(raw)


def _read_code(raw: str, source: Source) -> Found:
    return codes.rounded() if codes.is_rounded(raw) else values.text(raw)


def _write_exactly(read: Callable[[str], Found]) -> Callable[[Any], Cell]:
    """Writes a text as it is, or literally where reading would make something else of it."""

    def write(value: str) -> Cell:
        written = values.written_text(value)
        return written if not value or written != value or read(value) == Found(value) else values.literal(value)

    return write


def _write_code(value: str) -> Cell:
    return values.literal(value) if codes.is_rounded(value) else values.written_text(value)


TEXT = Kind(_plain(values.text), values.written_text)
CODE = Kind(_read_code, _write_code, is_code=True)
PHONES = Kind(_plain(values_scalars.phones), _write_exactly(values_scalars.phones))
URL = Kind(_plain(values_scalars.address), _write_exactly(values_scalars.address))
NUMBER = Kind(_plain(values_numbers.whole_number), int)
YES_NO = Kind(_plain(values_scalars.yes_no), lambda value: "是" if value else "否", choices=("是", "否"))
DAY = Kind(_plain(values_scalars.day), str)
WORDS = Kind(_plain(values_lists.words), lambda value: values_lists.written_list(value, " ", values_lists.words))
NAMES = Kind(_plain(values_lists.names), lambda value: values_lists.written_list(value, "；", values_lists.names))
DURATION = Kind(_plain(values_limits.duration), int)
PROMISE = Kind(_plain(values_limits.duration), lambda limit: duration(limit) if limit else "")
COUNTS = Kind(_plain(values_counts.counts), str)
SHEETS = Kind(_plain(values_counts.sheets), int)
TOKENS = Kind(_plain(values.text), lambda value: values.written_text(" ".join(value)))


def _read_unit(raw: str, source: Source) -> Found:
    unit = source.meaning("limit_unit").get(raw)
    return Found(unit) if unit else values_limits.unit_of(raw)


UNIT = Kind(_read_unit, lambda unit: unit.label, choices=tuple(u.label for u in LimitUnit))


def choice(
    enum: type[TextChoices], field: str = "", *, empty: Any = ABSENT, words: Mapping[str, Any] = NO_WORDS
) -> Kind:
    """One word of an enum. `field` names the source's digits, `empty` is the value of an empty cell, `words` further names."""

    def read(raw: str, source: Source) -> Found:
        found = values.text(raw)
        # 无 is a value where the enum has it, although it says nothing elsewhere.
        word = found.value or (raw.strip() if raw.strip() in _names(enum) else "")
        if found.is_wrong or not word:
            return found if found.is_wrong else Found(empty, found.findings)
        member = _member(enum, word, words)
        return Found(member) if member is not None else _digit(enum, field, word, source)

    return Kind(read, lambda member: member.label if member else "", choices=_labels(enum))


def choices(enum: type[TextChoices], field: str = "", *, words: Mapping[str, Any] = NO_WORDS) -> Kind:
    """Several words of an enum, whatever separates them. A name in `words` may stand for several members."""

    def read(raw: str, source: Source) -> Found:
        found = values_lists.words(raw)
        if found.is_wrong:
            return found
        each = [(_member(enum, word, words), word) for word in found.value]
        read_each = [Found(m) if m is not None else _digit(enum, field, word, source) for m, word in each]
        if wrong := next((r for r in read_each if r.is_wrong), None):
            return wrong
        members = [m for r in read_each for m in (r.value if isinstance(r.value, tuple) else (r.value,))]
        return Found(tuple(dict.fromkeys(members)), found.findings)

    return Kind(read, lambda members: "、".join(m.label for m in members), choices=_labels(enum))


@cache
def _names(enum: type[TextChoices]) -> Mapping[str, TextChoices]:
    return {name: member for member in enum for name in (member.label, member.value) if name}


def _labels(enum: type[TextChoices]) -> tuple[str, ...]:
    return tuple(member.label for member in enum if member.value)


def _member(enum: type[TextChoices], word: str, words: Mapping[str, Any]) -> Any:
    return _names(enum).get(word) or words.get(word)


def _digit(enum: type[TextChoices], field: str, word: str, source: Source) -> Found:
    digit = word.lstrip("0") or "0"
    if word.isdigit() and (member := source.meaning(field).get(digit)) is not None:
        return Found(member)
    if word.isdigit() and not source.key and is_ambiguous(field, digit):
        return error(
            "source_needed",
            f"代码“{word}”在各地系统里含义不同，请选择文件的来源，或改填文字：{'、'.join(_labels(enum))}",
        )
    return error("choice_unknown", f"“{word}”不在可选范围内，只能填：{'、'.join(_labels(enum))}")


def spoken(cell: Cell) -> str:
    """A cell that is no text, in the words a text cell would have."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)


_REFUSED: Mapping[type, tuple[str, str]] = {
    Formula: ("formula", "这里是公式，不能导入；请复制后“选择性粘贴—数值”"),
    CellError: ("cell_error", "这里是电子表格的错误值，请改正"),
}


def reader(kind: Kind, limit: int | None, source: Source) -> Callable[[Cell], Found]:
    """Reads the cells of one column; `limit` is its longest text."""

    def read(cell: Cell) -> Found:
        found = kind.read(cell, source) if type(cell) is str else _read_other(kind, cell, source)
        return values.within(found, limit)

    return read


def _read_other(kind: Kind, cell: Cell, source: Source) -> Found:
    if refused := _REFUSED.get(type(cell)):
        return error(*refused)
    if kind.is_code and isinstance(cell, int | float) and not isinstance(cell, bool):
        return codes.from_number(cell)
    return kind.read(spoken(cell), source)


def default_unit(amount: int, unit: LimitUnit | None, column_unit: LimitUnit | None) -> Found:
    """The unit of an amount: its own, its column's, else working days with a warning."""
    if unit or column_unit or not amount:
        return Found(unit or column_unit or LimitUnit.WORKDAY)
    return warned(LimitUnit.WORKDAY, "limit_without_unit", f"“{amount}”没有写单位，按工作日导入，请核对")
