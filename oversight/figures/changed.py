"""Which threads must be counted anew: what was written since the last time, and what was committed late.

The tables of the ledger only grow, so that their keys say what is new. A key below the highest that was not there yet belongs to a transaction
that was rolled back or has not been committed; it is remembered (`gaps`) and asked for again, as long as it is within the last LATE keys.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from notices.models import Notice, Receipt, Visit, Voiding
from oversight.figures.reading import Offices
from oversight.models import Rating

LATE = 2_000
"""Keys: nobody writes as many rows while one transaction is open."""
_CHUNK = 500
SOURCES: Mapping[str, tuple[type[Model], str]] = {
    "notice": (Notice, "pk"),
    "voiding": (Voiding, "notice"),
    "visit": (Visit, "notice"),
    "receipt": (Receipt, "notice"),
    "rating": (Rating, "notice"),
}
"""Each table with its way to the document that a row is about."""


@dataclass(frozen=True, slots=True)
class Since:
    """What is new: the documents it is about, and how far each table has now been read (`seen` of the mark). `is_all`: nothing newer is left."""

    documents: frozenset[int]
    seen: dict[str, Any]
    rows: int
    is_all: bool


def since(seen: Mapping[str, Any], most: int) -> Since:
    """What was written after `seen`, at most that many rows of a table. One query a table."""
    found: set[int] = set()
    now: dict[str, Any] = {}
    total, is_all = 0, True
    for name, (model, path) in SOURCES.items():
        before = seen.get(name, {"to": 0, "gaps": []})
        new = Q(pk__gt=before["to"]) | Q(pk__in=before["gaps"])
        rows = list(model._default_manager.filter(new).order_by("pk").values_list("pk", path)[: most + 1])
        is_all, rows = is_all and len(rows) <= most, rows[:most]
        total += len(rows)
        found.update(document for _, document in rows)
        now[name] = _read_to(before, [pk for pk, _ in rows])
    return Since(frozenset(found), now, total, is_all)


def everything() -> dict[str, Any]:
    """The `seen` of who reads the tables whole from now on: as far as they go, and the gaps near their ends."""
    now = {}
    for name, (model, _) in SOURCES.items():
        newest = list(model._default_manager.order_by("-pk").values_list("pk", flat=True)[:LATE])
        start = newest[-1] - 1 if newest else 0
        now[name] = _read_to({"to": start, "gaps": []}, newest[::-1])
    return now


def sheets_of(documents: Iterable[int]) -> set[int]:
    """The sheets at the heads of their threads."""
    found: set[int] = set()
    for some in _chunks(documents):
        rows = Notice.objects.filter(pk__in=some).order_by().values_list("pk", "follows")
        found.update(follows or pk for pk, follows in rows)
    return found


def moved(before: Offices, now: Offices) -> set[int]:
    """The documents of matters and bundles that went from one department to another."""
    gone = [key for key, office in before.items() if now.get(key, office) != office]
    if not gone:
        return set()
    matters, bundles = ([int(key[1:]) for key in gone if key[0] == kind] for kind in "mb")
    return set(Notice.objects.filter(Q(matter__in=matters) | Q(bundle__in=bundles)).values_list("pk", flat=True))


def _read_to(before: Mapping[str, Any], keys: list[int]) -> dict[str, Any]:
    to = max([before["to"], *keys])
    new = range(max(before["to"], to - LATE) + 1, to)
    gaps = ({*before["gaps"], *new}).difference(keys)
    return {"to": to, "gaps": sorted(gap for gap in gaps if gap > to - LATE)}


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]
