"""Pages of a long table, from one row to the next: no page is slower than the first, and none needs a full count.

Only keys are found here: a search joined with all that a page shows is too much for a planner (PostgreSQL orders no more than eight tables at once).
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

_LONGEST = 18
"""Digits of the largest key a database takes."""


@dataclass(frozen=True, slots=True)
class Slice:
    """The keys of some rows, newest first. `newer` and `older` are the keys to go on from; None where there is nothing more."""

    keys: list[int]
    newer: int | None
    older: int | None


def slice_of(rows: QuerySet[Any], size: int, *, before: str = "", after: str = "") -> Slice:
    """The newest `size` rows, those older than the key `before`, or those newer than `after`; keys as an address holds them."""
    if key := key_of(after):
        found = list(_keys(rows.filter(pk__gt=key).order_by("pk"), size))
        if len(found) > size:
            shown = found[size - 1 :: -1]
            return Slice(shown, shown[0], shown[-1])
    edge = None if after else key_of(before)
    found = list(_keys((rows.filter(pk__lt=edge) if edge else rows).order_by("-pk"), size))
    shown, more = found[:size], len(found) > size
    return Slice(shown, shown[0] if edge and shown else None, shown[-1] if more else None)


def count_up_to(rows: QuerySet[Any], most: int) -> int:
    """How many rows there are, counted no further than `most` + 1."""
    return rows.order_by()[: most + 1].count()


def _keys(rows: QuerySet[Any], size: int) -> QuerySet[Any]:
    return rows.values_list("pk", flat=True)[: size + 1]


def key_of(text: str) -> int | None:
    """The key that an address holds; None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
