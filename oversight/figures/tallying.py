"""Adding the ledger up, whole days at a time: what was there of these days is replaced in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Model, Q

from oversight.figures.events import Event, Lacked, lacked, of_document, of_rating, of_visits
from oversight.figures.reading import Offices, documents, ratings, threads
from oversight.models import HourTally, PaperTally, Tally

AT_ONCE = 2_000
"""Rows written by one statement."""
_OWNERS = ("site", "department", "clerk")


def tally(first: date, last: date, offices: Offices) -> None:
    """Count the days from `first` to `last` anew; inside the transaction of whoever holds the lock (`freshening`)."""
    happened, missed = _counted(first, last, offices)
    for model, rows in ((Tally, _sums(happened)), (HourTally, _hours(happened)), (PaperTally, _papers(missed))):
        _replace(model, first, last, rows)


def _counted(first: date, last: date, offices: Offices) -> tuple[Counter[Event], Counter[Lacked]]:
    happened: Counter[Event] = Counter()
    missed: Counter[Lacked] = Counter()
    for document in documents(first, last, offices):
        happened.update(of_document(document))
    for thread in threads(first, last, offices):
        happened.update(event for event in of_visits(thread) if first <= event.day <= last)
        missed.update(paper for came in thread if first <= came.at.date() <= last for paper in lacked(came))
    happened.update(of_rating(*rating) for rating in ratings(first, last, offices))
    return happened, missed


def _sums(happened: Counter[Event]) -> Iterator[Tally]:
    """Everything once by department and once by clerk."""
    cells: dict[tuple[date, int, int | None, int | None], Counter[str]] = {}
    for event, times in happened.items():
        if event.measure:
            for owner in ((event.department, None), (None, event.clerk)):
                cells.setdefault((event.day, event.site, *owner), Counter())[event.measure] += times
    for (day, site, department, clerk), counts in cells.items():
        yield Tally(day=day, site_id=site, department_id=department, clerk_id=clerk, **counts)


def _hours(happened: Counter[Event]) -> Iterator[HourTally]:
    """Everything by site, by department and by clerk."""
    cells: Counter[tuple[date, int, str, int]] = Counter()
    for event, times in happened.items():
        if event.hour is not None:
            cells.update({(event.day, event.hour, owner, getattr(event, owner)): times for owner in _OWNERS})
    for (day, hour, owner, pk), times in cells.items():
        yield HourTally(day=day, hour=hour, times=times, **{f"{owner}_id": pk})


def _papers(missed: Counter[Lacked]) -> Iterator[PaperTally]:
    cells: dict[tuple[date, int, int, int | None, int | None, str], list[int]] = {}
    for paper, times in missed.items():
        of = (paper.day, paper.site, paper.clerk, paper.matter, paper.bundle, paper.material)
        cells.setdefault(of, [0, 0])[not paper.missing] += times
    for (day, site, clerk, matter, bundle, material), (missing, wrong) in cells.items():
        yield PaperTally(
            day=day,
            site_id=site,
            clerk_id=clerk,
            matter_id=matter,
            bundle_id=bundle,
            material=material,
            missing=missing,
            wrong=wrong,
        )


def _replace(model: type[Model], first: date, last: date, rows: Iterable[Model]) -> None:
    model._default_manager.filter(Q(day__range=(first, last))).delete()
    model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
