"""All that is public today, in the order of the codes, no more than a batch in memory."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import OuterRef, Subquery

from matters.models import Bundle, Edition, Matter

BATCH = 500
"""Editions read at a time."""


def matters(day: date) -> Iterator[list[Edition]]:
    """The editions in force of the public matters; a query, and one a batch."""
    current = Edition.objects.key_in_force(day, matter=OuterRef("pk"))
    keys = (
        Matter.objects.public().order_by("code").annotate(current=Subquery(current)).values_list("current", flat=True)
    )
    return _batches(list(keys), "matter")


def bundles(day: date) -> Iterator[list[Edition]]:
    """The same of the public bundles."""
    current = Edition.objects.key_in_force(day, bundle=OuterRef("pk"))
    keys = (
        Bundle.objects.public().order_by("code").annotate(current=Subquery(current)).values_list("current", flat=True)
    )
    return _batches(list(keys), "bundle")


def _batches(keys: Sequence[int | None], owner: str) -> Iterator[list[Edition]]:
    """One without an edition in force is left out."""
    rest = (key for key in keys if key is not None)
    while batch := list(islice(rest, BATCH)):
        found = Edition.objects.select_related(owner).in_bulk(batch)
        yield [found[key] for key in batch]
