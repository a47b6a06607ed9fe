"""What a table and a column of a file are.

A column's `field` is the field of the row's dataclass it fills; a dotted one fills a part of it (department.code), one beginning with ~ is no
field: it is made into something else or known and left out.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db.models import CharField, Model

from matters.exchange.kinds import Kind

_BESIDE = re.compile(
    r"[\s*＊:：]|[(（\[【](?:必填|选填|必选|可选|多选|单选|可多选|单位[:：]?.{0,6}|元|天|份|次|个月|工作日|年)[)）\]】]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`heading` is ours, unique in its table; `aliases` are headings of the national tables and usual variants; `note` says what to write."""

    field: str
    heading: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    note: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that may stand in it; empty where it is free."""
        return self.kind.choices


@dataclass(frozen=True, kw_only=True)
class Table:
    """`name` is the list of `WorkingCopy` it fills, or "matters"; `model` is where its texts' longest lengths stand.

    `columns` are ours, those of the template and of what is written. Columns in `also` are read and never written: they put a whole list into
    one cell of the matter's own row, or belong to another table here.
    """

    name: str
    sheet: str
    columns: tuple[Column, ...]
    model: type[Model]
    aliases: tuple[str, ...] = ()
    also: tuple[Column, ...] = ()

    @cached_property
    def by_heading(self) -> Mapping[str, Column]:
        """Normalised headings to columns; our own headings win over aliases, earlier columns over later."""
        found: dict[str, Column] = {}
        every = (*self.columns, *self.also)
        for names in ([(c.heading,) for c in every], [c.aliases for c in every]):
            for column, headings in zip(every, names, strict=True):
                for heading in headings:
                    found.setdefault(normalised(heading), column)
        return found

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Our headings in their order: the first row of a sheet that is written."""
        return tuple(column.heading for column in self.columns)

    def limit(self, column: Column) -> int | None:
        """The longest text of a column, from the model's field; None where it has no limit."""
        field = next((f for f in self.model._meta.get_fields() if f.name == column.field), None)
        return field.max_length if isinstance(field, CharField) and not column.choices else None


@lru_cache(maxsize=4096)
def normalised(heading: str) -> str:
    """A heading without blanks, line breaks, asterisks, remarks such as （必填） and units in brackets; in small letters."""
    return _BESIDE.sub("", unicodedata.normalize("NFKC", heading).strip().lower()).strip()
