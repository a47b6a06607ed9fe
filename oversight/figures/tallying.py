"""Adding the ledger up, whole threads at a time: what had been counted of a thread is taken away, what counts now is added."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from oversight.figures import cells
from oversight.figures.events import Event, Lacked, lacked, of_document, of_visits
from oversight.figures.reading import Offices, Thread, documents_in, ratings_in, threads, visits_in
from oversight.figures.seen import Seen

AT_ONCE = 500
"""Threads read by one statement."""


class View(NamedTuple):
    """The ledger as far as it was read, and whose each matter was."""

    seen: Seen
    offices: Offices


def tally(sheets: Collection[int], *, before: View | None, now: View) -> None:
    """Count the threads of these sheets, which were counted as they stood `before`; inside the transaction of whoever holds the lock
    (`freshening`).
    """
    happened: Counter[Event] = Counter()
    missed: Counter[Lacked] = Counter()
    for thread in _read(sheets):
        _count(thread, now, happened, missed, 1)
        if before:
            _count(thread, before, happened, missed, -1)
    cells.add(cells.SUMS, cells.sums(happened))
    cells.add(cells.HOURS, cells.hours(happened))
    cells.add(cells.PAPERS, cells.papers(missed))


def _read(sheets: Collection[int]) -> Iterator[Thread]:
    ordered = sorted(sheets)
    for start in range(0, len(ordered), AT_ONCE):
        yield from threads(ordered[start : start + AT_ONCE])


def _count(thread: Thread, view: View, happened: Counter[Event], missed: Counter[Lacked], times: int) -> None:
    for document in documents_in(thread, *view):
        for event in of_document(document):
            happened[event] += times
    visits = visits_in(thread, *view)
    for event in (*of_visits(visits), *ratings_in(thread, *view)):
        happened[event] += times
    for came in visits:
        for paper in lacked(came):
            missed[paper] += times
