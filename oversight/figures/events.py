"""What is counted: everything that happened to a sheet, as events of a day. Pure; the rows come in as plain data.

Everything of a thread is counted for the clerk and the site that told the sheet, except the work at a visit, which is its own clerk's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from notices.enums import Decision, NoticeKind, ReceiptHow, Tick

_REPEATS = {"clerk": "cause_clerk", "catalog": "cause_catalog", "rule": "cause_rule", "applicant": "cause_applicant"}
LONGEST = 400
"""Characters of a paper's name that are kept."""
_DECIDING = frozenset(Decision) - {Decision.KEPT, Decision.RETURNED, Decision.UNDONE}
"""What ends the office's time to decide: all but keeping on and papers that went home again."""


class Event(NamedTuple):
    """One thing to count under `measure` (a column of Tally; `hour` counts for the hours only and has no measure)."""

    day: date
    site: int
    department: int
    clerk: int
    measure: str = ""
    hour: int | None = None


class Lacked(NamedTuple):
    """A paper that was `missing`, or else wrong, although the sheet of that matter or bundle named it."""

    day: date
    site: int
    clerk: int
    matter: int | None
    bundle: int | None
    material: str
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A document of the ledger; `at` in Asia/Shanghai, `receipt` how it was signed for."""

    at: datetime
    kind: str
    manner: str
    site: int
    department: int
    clerk: int
    is_void: bool
    receipt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A visit that counts, with whose the sheet is; `at` in Asia/Shanghai, `ticks` as stored."""

    at: datetime
    filing: int
    decision: str
    due_on: date | None
    cause: str
    clerk: int
    site: int
    department: int
    teller: int
    matter: int | None
    bundle: int | None
    ticks: Sequence[dict[str, str]] = ()


def of_document(told: Told) -> Iterator[Event]:
    """What a document counts as. A void one counts as void and as nothing else."""
    measures = _void_measures(told) if told.is_void else _standing_measures(told)
    for measure in measures:
        yield _event(told, told.at.date(), told.clerk, measure)
    if told.kind == NoticeKind.GUIDANCE and not told.is_void:
        yield _event(told, told.at.date(), told.clerk, hour=told.at.hour)


def of_visits(thread: Sequence[Came]) -> Iterator[Event]:
    """What the visits of one thread that count, oldest first, count as."""
    for came in thread:
        day = came.at.date()
        yield _event(came, day, came.clerk, "visits")
        yield _event(came, day, came.clerk, hour=came.at.hour)
        if came.cause:
            yield _event(came, day, came.teller, _REPEATS[came.cause])
    for number in sorted({came.filing for came in thread}):
        yield from _of_filing([came for came in thread if came.filing == number])


def lacked(came: Came) -> Iterator[Lacked]:
    """The papers that were missing or wrong at a visit."""
    for tick in came.ticks:
        if tick["state"] in (Tick.MISSING, Tick.WRONG):
            yield Lacked(
                day=came.at.date(),
                site=came.site,
                clerk=came.teller,
                matter=came.matter,
                bundle=came.bundle,
                material=tick["name"][:LONGEST],
                missing=tick["state"] == Tick.MISSING,
            )


def of_rating(stars: int, day: date, site: int, department: int, clerk: int) -> Event:
    """What a rating of a document counts as."""
    return Event(day=day, site=site, department=department, clerk=clerk, measure=f"stars_{stars}")


def _void_measures(told: Told) -> tuple[str, ...]:
    return ("void",) if told.kind == NoticeKind.GUIDANCE else ("void_letters",)


def _standing_measures(told: Told) -> tuple[str, ...]:
    if told.kind != NoticeKind.GUIDANCE:
        return (told.kind,)
    signed = ("refused" if told.receipt == ReceiptHow.REFUSED else "signed",) if told.receipt else ()
    return ("told", told.manner, *signed)


def _of_filing(filing: Sequence[Came]) -> Iterator[Event]:
    first = filing[0]
    yield _event(first, first.at.date(), first.teller, "filings")
    if any(came.cause for came in filing):
        yield _event(first, first.at.date(), first.teller, "repeated")
    yield from _of_promises(filing)


def _of_promises(filing: Sequence[Came]) -> Iterator[Event]:
    """The office's own five working days after keeping papers, and the applicant's time after 容缺受理, each on the day it ends."""
    before = ""
    for number, came in enumerate(filing):
        if came.due_on and came.decision == Decision.KEPT and before != Decision.KEPT:
            yield from _promise(came, "kept", _first_day(filing[number + 1 :], _DECIDING))
        if came.due_on and came.decision == Decision.DEFERRAL:
            yield from _promise(came, "deferral", _first_day(filing[number + 1 :], {Decision.COMPLETED}))
        before = before if came.decision == Decision.RETURNED else came.decision


def _promise(came: Came, name: str, kept_on: date | None) -> Iterator[Event]:
    if came.due_on:
        yield _event(came, came.due_on, came.clerk, f"{name}_due")
        if kept_on and kept_on <= came.due_on:
            yield _event(came, came.due_on, came.clerk, f"{name}_in_time")


def _first_day(later: Iterable[Came], decisions: Iterable[str]) -> date | None:
    return next((came.at.date() for came in later if came.decision in decisions), None)


def _event(of: Told | Came, day: date, clerk: int, measure: str = "", hour: int | None = None) -> Event:
    return Event(day=day, site=of.site, department=of.department, clerk=clerk, measure=measure, hour=hour)
