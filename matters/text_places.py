"""The texts of a working copy one by one, and the way to put others in their places. Pure: bulk edits are made of it.

A place names a text for one revision of a working copy: "consult_phone", "requirements[0].fill_note", "questions[1].options[0].text".
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol

from matters.working_copy import WorkingCopy

OWN_TEXTS = (
    "name", "short_name", "summary", "main_item", "entrusting_department", "result_name", "result_validity",
    "result_annual_check", "visits_reason", "quantity_limit", "prohibitions", "intermediary", "consult_phone",
    "complaint_phone", "source_note",
)  # fmt: skip
ROW_TEXTS: dict[str, tuple[str, ...]] = {
    "limits": ("note",),
    "pauses": ("name", "limit", "note"),
    "conditions": ("text",),
    "questions": ("text", "help"),
    "requirements": (
        "material", "name_override", "defer", "issuer", "how_to_get", "fill_note", "standard", "basis", "waiver",
    ),
    "steps": ("name", "who", "content", "limit", "result", "standard"),
    "charges": ("name", "standard", "basis", "reduction"),
    "legal_basis": ("title", "number", "article", "text"),
    "channels": ("url", "note"),
    "modes": ("note",),
    "handlings": ("note",),
    "desks": ("floor", "window", "phone", "address", "hours", "note"),
    "remedies": ("authority", "period"),
    "faqs": ("question", "answer"),
}  # fmt: skip
"""The texts of each list's rows. Codes, keys and conditions are no texts; a requirement's material names an entry of the library."""
OPTION_TEXTS = ("text", "note")


class Moved(Exception):
    """The text that was to be replaced is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One text: `kind` is its list ("" for the matter's own, "options" for a question's), `row` the row it stands in."""

    place: str
    kind: str
    field: str
    row: Any
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Another text in a place."""

    place: str
    old: str
    new: str

    @property
    def inverse(self) -> "Swap":
        """What takes it back."""
        return Swap(place=self.place, old=self.new, new=self.old)

    def on(self, copy: WorkingCopy) -> WorkingCopy:
        """The copy with the other text in its place. Raises Moved when the place holds another one than `old`."""
        changed: WorkingCopy = _exchange(copy, re.findall(r"\w+", self.place), self)
        return changed


class Change(Protocol):
    """A change of one place that can be taken back; also a dataclass that JSON can hold."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def inverse(self) -> "Change":
        """What takes it back."""

    def on(self, copy: WorkingCopy) -> WorkingCopy:
        """The copy with it. Raises Moved."""


Rule = Callable[[Leaf], str]
"""What a text becomes; the text itself where it stays."""


def leaves(copy: WorkingCopy) -> Iterator[Leaf]:
    """Every text of the copy, empty ones too, in the order of its fields."""
    yield from _texts("", copy, "", OWN_TEXTS)
    for kind, names in ROW_TEXTS.items():
        for index, row in enumerate(getattr(copy, kind)):
            yield from _texts(f"{kind}[{index}].", row, kind, names)
            if kind == "questions":
                for number, option in enumerate(row.options):
                    yield from _texts(f"{kind}[{index}].options[{number}].", option, "options", OPTION_TEXTS)


def swaps(copy: WorkingCopy, rule: Rule) -> list[Swap]:
    """What the rule would change in the copy."""
    found = ((leaf, rule(leaf)) for leaf in leaves(copy))
    return [Swap(place=leaf.place, old=leaf.text, new=new) for leaf, new in found if new != leaf.text]


def swapped(copy: WorkingCopy, chosen: Iterable[Change]) -> WorkingCopy:
    """The copy with those changes made. Raises Moved when a place does not hold what the change says."""
    for change in chosen:
        copy = change.on(copy)
    return copy


def _texts(head: str, row: Any, kind: str, names: tuple[str, ...]) -> Iterator[Leaf]:
    for name in names:
        yield Leaf(place=f"{head}{name}", kind=kind, field=name, row=row, text=getattr(row, name))


def _exchange(row: Any, path: Sequence[str], swap: Swap) -> Any:
    """The row with the text at that path exchanged: a field, or a list, an index and the path inside its row."""
    name, *rest = path
    found = getattr(row, name, None)
    if not rest:
        if found != swap.old:
            raise Moved(f"“{swap.old}”已经不在原处")
        return replace(row, **{name: swap.new})
    index = int(rest[0])
    if not isinstance(found, tuple) or index >= len(found):
        raise Moved(f"“{swap.old}”已经不在原处")
    return replace(row, **{name: (*found[:index], _exchange(found[index], rest[1:], swap), *found[index + 1 :])})
