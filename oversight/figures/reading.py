"""The rows of the ledger that make up a thread, as plain data. The big snapshots are never read.

The ledger only grows: what was counted of a thread some time ago is found again by leaving out the rows that are new (`Seen`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from matters.models import Bundle, Matter
from notices.enums import Decision
from notices.models import Notice, Visit
from oversight.figures.events import Came, Event, Told, of_rating
from oversight.figures.seen import Seen
from oversight.models import Rating

Offices = dict[str, int]
"""The department of every matter ("m17") and bundle ("b3")."""
Row = dict[str, Any]
_DOCUMENT = (
    "pk", "issued_at", "kind", "manner", "site", "clerk", "matter", "bundle", "follows", "visit",
    "voiding__id", "receipt__id", "receipt__how",
)  # fmt: skip
_VISIT = ("pk", "notice", "filing", "at", "decision", "due_on", "cause", "clerk", "ticks", "undoes")


@dataclass(slots=True)
class Thread:
    """A sheet and what followed it, as stored. `visits` are in the order of their keys, `ratings` those of any of the documents."""

    sheet: Row
    documents: list[Row] = field(default_factory=list)
    visits: list[Row] = field(default_factory=list)
    ratings: list[tuple[Row, Row]] = field(default_factory=list)


def offices_now() -> Offices:
    """Whose each matter and bundle is today; two queries."""
    matters = {f"m{pk}": office for pk, office in Matter.objects.order_by().values_list("pk", "department")}
    bundles = {f"b{pk}": office for pk, office in Bundle.objects.order_by().values_list("pk", "lead_department")}
    return {**matters, **bundles}


def threads(sheets: Iterable[int]) -> Iterable[Thread]:
    """The threads of these sheets; three queries."""
    heads = list(sheets)
    rows = Notice.objects.filter(Q(pk__in=heads) | Q(follows__in=heads)).order_by("pk").values(*_DOCUMENT)
    documents = {row["pk"]: row for row in map(_local("issued_at"), rows)}
    found = {head: Thread(documents[head]) for head in heads}
    for row in documents.values():
        found[row["follows"] or row["pk"]].documents.append(row)
    for row in map(_local("at"), Visit.objects.filter(notice__in=heads).order_by("pk").values(*_VISIT)):
        found[row["notice"]].visits.append(row)
    given = Rating.objects.filter(notice__in=list(documents)).order_by().values("pk", "stars", "at", "notice")
    for row in map(_local("at"), given):
        of = documents[row["notice"]]
        found[of["follows"] or of["pk"]].ratings.append((row, of))
    return found.values()


def documents_in(thread: Thread, seen: Seen, offices: Offices) -> Iterator[Told]:
    """Its documents as far as they had been read."""
    for row in thread.documents:
        if seen.has("notice", row["pk"]):
            yield Told(
                at=row["issued_at"],
                kind=row["kind"],
                manner=row["manner"],
                site=row["site"],
                department=_office_of(offices, row),
                clerk=row["clerk"],
                is_void=seen.has("voiding", row["voiding__id"]),
                receipt=row["receipt__how"] if seen.has("receipt", row["receipt__id"]) else "",
            )


def visits_in(thread: Thread, seen: Seen, offices: Offices) -> list[Came]:
    """Its visits that count, oldest first: not taken back, their letter and the sheet not void, as far as that had been read."""
    if not thread.visits or seen.has("voiding", thread.sheet["voiding__id"]):
        return []
    read = [row for row in thread.visits if seen.has("visit", row["pk"])]
    back = {row["undoes"] for row in read}
    void = {row["visit"] for row in thread.documents if seen.has("voiding", row["voiding__id"])}
    standing = (row for row in read if row["decision"] != Decision.UNDONE and row["pk"] not in back | void)
    return [_came(row, thread.sheet, offices) for row in standing]


def ratings_in(thread: Thread, seen: Seen, offices: Offices) -> Iterator[Event]:
    """The ratings of its documents as far as they had been read."""
    for row, of in thread.ratings:
        if seen.has("rating", row["pk"]):
            yield of_rating(row["stars"], row["at"].date(), of["site"], _office_of(offices, of), of["clerk"])


def _local(name: str) -> Any:
    """Puts that moment of a row into the time of Asia/Shanghai."""

    def put(row: Row) -> Row:
        row[name] = timezone.localtime(row[name])
        return row

    return put


def _office_of(offices: Offices, row: Row) -> int:
    return offices[f"m{row['matter']}" if row["matter"] else f"b{row['bundle']}"]


def _came(row: Row, sheet: Row, offices: Offices) -> Came:
    return Came(
        at=row["at"],
        filing=row["filing"],
        decision=row["decision"],
        due_on=row["due_on"],
        cause=row["cause"],
        clerk=row["clerk"],
        site=sheet["site"],
        department=_office_of(offices, sheet),
        teller=sheet["clerk"],
        matter=sheet["matter"],
        bundle=sheet["bundle"],
        ticks=row["ticks"],
    )
