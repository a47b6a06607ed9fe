"""How a list can be narrowed, and how much of it would be left. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from matters.enums import Audience, Level
from matters.search.found import Facet
from matters.search.listed import Listed
from matters.search.tiers import mask_of
from matters.search.wanted import Wanted

NAMES = ("level", "department", "audience", "topic", "online", "bundle")
_IN_ORDER = {"level": tuple(Level.values), "audience": tuple(Audience.values)}
"""Values that always stand in this order; all others the most frequent first."""
_WORDS = {**dict(Level.choices), **dict(Audience.choices)}
_YES = {("online", "1"): "可网上办", ("bundle", "1"): "一件事", ("bundle", "0"): "单个事项"}

Masks = dict[str, dict[str, int]]
"""For each parameter and value the set of entries that have it."""


def masks(listed: Sequence[Listed]) -> Masks:
    """Of a whole catalogue."""
    found: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in NAMES}
    for number, one in enumerate(listed):
        for name, values in _values(one).items():
            for value in values:
                found[name][value].append(number)
    return {
        name: {v: mask_of(entries, len(listed)) for v, entries in by_value.items()} for name, by_value in found.items()
    }


def by_place(listed: Sequence[Listed]) -> dict[str, int]:
    """The entries by where they are handled (see `Entry.places`)."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(listed):
        for place in one.entry.places:
            found[place].append(number)
    return {place: mask_of(entries, len(listed)) for place, entries in found.items()}


def narrowed(masks: Masks, wanted: Wanted, found: int, *, but: str = "") -> int:
    """What of a set is left under the filters, one of them left out."""
    for name, value in wanted.filters.items():
        if name != but:
            found &= masks[name].get(value, 0)
    return found


def facets(masks: Masks, wanted: Wanted, found: int) -> dict[str, tuple[Facet, ...]]:
    """For each parameter its values with how many would be left if that one were chosen beside the other filters; none that would leave nothing."""
    return {name: tuple(_counted(name, masks[name], narrowed(masks, wanted, found, but=name))) for name in NAMES}


def _counted(name: str, by_value: dict[str, int], found: int) -> list[Facet]:
    counts = {value: (mask & found).bit_count() for value, mask in by_value.items()}
    kept = [Facet(name, value, label(name, value), count) for value, count in counts.items() if count]
    order = _IN_ORDER.get(name)
    return sorted(kept, key=lambda one: (order.index(one.value) if order else -one.count, one.value))


def label(name: str, value: str) -> str:
    """The words of a value of that parameter; of a department or topic they are the value."""
    return _YES.get((name, value)) or (_WORDS.get(value, value) if name in _IN_ORDER else value)


def _values(one: Listed) -> dict[str, Sequence[str]]:
    entry = one.entry
    return {
        "level": entry.levels,
        "department": (entry.department,),
        "audience": entry.audiences,
        "topic": entry.topics,
        "online": ("1",) if entry.is_online else (),
        "bundle": ("1",) if one.kind == "bundle" else ("0",),
    }
