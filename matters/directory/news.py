"""What changed and when, as the editions' change notes say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.urls import reverse

from matters.enums import PUBLIC
from matters.models import Edition


@dataclass(frozen=True, slots=True)
class Change:
    """One edition: from which day it holds, of what, and what is new in it."""

    day: date
    name: str
    url: str
    number: int
    note: str
    is_bundle: bool

    @property
    def words(self) -> str:
        """`首次公布`, or what the editors noted."""
        return "首次公布" if self.number == 1 else self.note


def held_from(day: date) -> QuerySet[Edition]:
    """The editions of what the public finds that took effect on `day` or before, the latest first."""
    return _of_public().filter(effective_from__lte=day).order_by("-effective_from", "-pk")


def coming(day: date, most: int) -> tuple[Change, ...]:
    """The next `most` that take effect after `day`; one query."""
    return changes(_of_public().filter(effective_from__gt=day).order_by("effective_from", "pk")[:most])


def changes(editions: QuerySet[Edition]) -> tuple[Change, ...]:
    """As plain data, without reading whole guides; one query."""
    rows = editions.annotate(name=KT("content__name")).values_list(
        "effective_from", "name", "matter__code", "bundle__code", "number", "change_note"
    )
    return tuple(
        Change(day, name, _address(matter, bundle), number, note, bool(bundle))
        for day, name, matter, bundle, number, note in rows
    )


def by_day(found: Sequence[Change]) -> tuple[tuple[date, tuple[Change, ...]], ...]:
    """Under their days, in the order given."""
    days = dict.fromkeys(change.day for change in found)
    return tuple((day, tuple(change for change in found if change.day == day)) for day in days)


def _of_public() -> QuerySet[Edition]:
    return Edition.objects.filter(Q(matter__standing__in=PUBLIC) | Q(bundle__standing__in=PUBLIC))


def _address(matter: str | None, bundle: str | None) -> str:
    return reverse("bundle", args=[bundle]) if bundle else reverse("guide", args=[matter])
