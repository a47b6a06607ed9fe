"""Where changes come from: editions that take effect at once, on a later day, that run out, and standings. Each is read from a point on, in order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Cast, Substr, TruncDate
from django.utils import timezone

from accounts.models import AuditEntry
from matters.enums import Standing
from matters.models import Bundle, Edition, Matter, Subject
from matters.open_data.shapes import Change
from matters.publishing import midnight

_COLUMNS = ("pk", "number", "sha256", "change_note", "published_at", "effective_from", "effective_to")
_PUBLISHED_ON = TruncDate("published_at")
_EVENTS = {
    Standing.SUSPENDED.value: "suspended",
    Standing.LIVE.value: "resumed",
    Standing.RETIRED.value: "retired",
    "merge": "merged",
}


def _key(label: str) -> Case:
    """The primary key that an entry of the audit trail names ("matters.matter:17"), where it is of that table."""
    number = Cast(Substr("subject", len(label) + 2), BigIntegerField())
    return Case(When(subject__startswith=f"{label}:", then=number))


_KEYS = {"matter": _key("matters.matter"), "bundle": _key("matters.bundle")}


@dataclass(frozen=True, slots=True)
class Point:
    """Where to begin: after this moment, and at the moment itself with the keys above `key`."""

    at: datetime
    key: int

    def on_moment(self, column: str) -> Q:
        """The rows after it, by a column of moments."""
        return Q(**{f"{column}__gt": self.at}) | Q(**{column: self.at, "pk__gt": self.key})

    def on_day(self, column: str, shift: timedelta = timedelta()) -> Q:
        """The rows after it, by a column of days each of which stands for its first moment, `shift` later."""
        day = timezone.localdate(self.at)
        later = Q(**{f"{column}__gt": day - shift})
        return later | Q(**{column: day - shift, "pk__gt": self.key}) if midnight(day) == self.at else later


def expired(point: Point, limit: int, now: datetime) -> list[tuple[int, Change]]:
    """Editions whose last day has passed, by the first moment after it; one query."""
    day = timedelta(days=1)
    over = Q(effective_to__lt=timezone.localdate(now))
    rows = _editions(point.on_day("effective_to", day) & over, "effective_to", limit)
    return [(row["pk"], _change(row, "expired", midnight(row["effective_to"] + day))) for row in rows]


def awaited(point: Point, limit: int, now: datetime) -> list[tuple[int, Change]]:
    """Editions that were published for a later day, by the first moment of that day; one query."""
    begun = Q(effective_from__lte=timezone.localdate(now), effective_from__gt=_PUBLISHED_ON)
    rows = _editions(point.on_day("effective_from") & begun, "effective_from", limit)
    return [(row["pk"], _change(row, "published", midnight(row["effective_from"]))) for row in rows]


def published(point: Point, limit: int, now: datetime) -> list[tuple[int, Change]]:
    """Editions that held from the day they were published on; one query."""
    at_once = Q(effective_from__lte=_PUBLISHED_ON)
    rows = _editions(point.on_moment("published_at") & at_once, "published_at", limit)
    return [(row["pk"], _change(row, "published", row["published_at"])) for row in rows]


def standings(point: Point, limit: int, now: datetime) -> list[tuple[int, Change]]:
    """What became of matters and bundles of which an edition has been public, from the audit trail, without who did it; three queries."""
    begun = Edition.objects.filter(effective_from__lte=timezone.localdate(now))
    known = Exists(begun.filter(matter=OuterRef("matter"))) | Exists(begun.filter(bundle=OuterRef("bundle")))
    entries = AuditEntry.objects.filter(point.on_moment("at"), action__in=_EVENTS).annotate(**_KEYS).filter(known)
    rows = list(entries.order_by("at", "pk")[:limit].values("pk", "at", "action", "detail", *_KEYS))
    matters = {m.pk: m for m in Matter.objects.filter(pk__in=[r["matter"] for r in rows]).select_related("successor")}
    bundles = Bundle.objects.in_bulk([row["bundle"] for row in rows if row["bundle"]])
    return [(r["pk"], _standing_change(r, matters.get(r["matter"]) or bundles[r["bundle"]])) for r in rows]


STREAMS: tuple[Callable[[Point, int, datetime], list[tuple[int, Change]]], ...] = (
    expired,
    awaited,
    published,
    standings,
)
"""In the order in which changes of the same moment are told."""


def _editions(wanted: Q, column: str, limit: int) -> Iterable[Mapping[str, Any]]:
    rows = Edition.objects.filter(wanted).order_by(column, "pk")[:limit]
    return list(rows.values(*_COLUMNS, of_matter=F("matter__code"), of_bundle=F("bundle__code")))


def _change(row: Mapping[str, Any], event: Any, at: datetime) -> Change:
    return Change(
        id=f"{event}-{row['pk']}",
        at=timezone.localtime(at),
        event=event,
        kind="matter" if row["of_matter"] else "bundle",
        code=row["of_matter"] or row["of_bundle"],
        edition=row["number"],
        sha256=row["sha256"],
        note=row["change_note"] if event == "published" else "",
    )


def _standing_change(row: Mapping[str, Any], subject: Subject) -> Change:
    event: Any = _EVENTS[row["action"]]
    successor = subject.successor if isinstance(subject, Matter) else None
    return Change(
        id=f"{event}-{row['pk']}",
        at=timezone.localtime(row["at"]),
        event=event,
        kind="matter" if isinstance(subject, Matter) else "bundle",
        code=subject.code,
        note=row["detail"].get("reason", ""),
        successor=successor.code if successor and event in {"retired", "merged"} else "",
    )
