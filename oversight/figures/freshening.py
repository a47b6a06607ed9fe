"""Bringing the tallies up to date before they are read.

What is new is counted within the request that asks where that is quickly done: up to IN_REQUEST new rows. That it is a GET does no harm, because
the tallies are a cache and no record. More is left to the background worker: the page shows when the tallies were made, and the first time 正在统计
until they are. Where the worker has not come after ASK_AGAIN, up to AT_HAND rows are counted in the request after all.

Only the threads that something happened to are counted, once as they were when last read and once as they are: the difference is added. So the
tallies always hold what the mark says has been read. Two processes at once wait for each other on the mark's row; whoever is killed leaves the
tallies and the mark as they were after the last step.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from notices.models import Notice
from oversight.figures import changed
from oversight.figures.reading import Offices, offices_now
from oversight.figures.seen import Seen
from oversight.figures.tallying import View, tally
from oversight.models import HourTally, PaperTally, Tally, TallyMark

AT_HAND = 5_000
IN_REQUEST = 400
"""Rows: some 0.2 s on one processor. A small office is always up to date, a large one as quickly as the worker is."""
STEP = 2_000
"""Threads, or rows of a table, counted in one transaction."""
ASK_AGAIN = timedelta(minutes=3)
"""How long the worker is given before it is asked once more."""
Progress = Callable[[int], None]


def up_to_date() -> datetime | None:
    """Count what is new; when that was, None while everything is still to be counted by the worker."""
    mark = _mark()
    return freshen(mark, AT_HAND if _must_not_wait(mark) else IN_REQUEST) or _leave_to_worker(mark)


def freshen(mark: TallyMark, most: int) -> datetime | None:
    """Count what is new; None, and nothing done, where that is more than `most` rows. Without anything new nothing is locked."""
    if _is_half_made(mark):
        return None
    found, offices = changed.since(mark.seen, most), offices_now()
    is_new = found.rows or not found.is_all or offices != mark.offices or mark.counted_at is None
    return None if is_new and not _count_new(most) else timezone.now()


def catch_up(progress: Progress = lambda threads: None) -> int:
    """Count all that is new, the first time everything; how many threads that were. Safe beside others and to be cut off."""
    mark, total = _mark(), 0
    if mark.counted_at is None and not _is_half_made(mark):
        _begin()
    for step in (_count_some, _count_next):
        while threads := step():
            total += threads
            progress(total)
    return total


def from_scratch(progress: Progress = lambda threads: None) -> int:
    """Count everything anew; how many threads that were. Meanwhile the page says 正在统计."""
    _mark()
    _begin()
    return catch_up(progress)


def _count_new(most: int) -> bool:
    """Once more under the lock, because another process may have been first; whether it was no more than `most`."""
    with transaction.atomic():
        mark = _locked()
        found, offices = changed.since(mark.seen, most), offices_now()
        documents = found.documents | changed.moved(mark.offices, offices)
        if _is_half_made(mark) or max(found.rows, len(documents)) > most or not found.is_all:
            return False
        _tally_new(mark, documents, found.seen, offices)
        _note(mark, counted_at=timezone.now(), building_at=None)
    return True


def _count_next() -> int:
    """A step of what is new; how many threads, 0 when there is nothing left."""
    with transaction.atomic():
        mark = _locked()
        found, offices = changed.since(mark.seen, STEP), offices_now()
        threads = _tally_new(mark, found.documents | changed.moved(mark.offices, offices), found.seen, offices)
        _note(mark, counted_at=timezone.now(), building_at=None)
    return threads


def _tally_new(mark: TallyMark, documents: frozenset[int], seen: dict[str, Any], offices: Offices) -> int:
    sheets = changed.sheets_of(documents)
    tally(sheets, before=View(Seen.of(mark.seen), mark.offices), now=View(Seen.of(seen), offices))
    _note(mark, seen=seen, offices=offices)
    return len(sheets)


def _begin() -> None:
    """Forget everything that was counted, and go through the threads from the first. What is written from now on comes after that."""
    with transaction.atomic():
        mark = _locked()
        for model in (Tally, HourTally, PaperTally):
            model._default_manager.all().delete()
        _note(mark, seen={**changed.everything(), "thread": 0}, offices=offices_now(), counted_at=None)


def _count_some() -> int:
    """A step of counting everything; how many threads, 0 when that is done."""
    with transaction.atomic():
        mark = _locked()
        if not _is_half_made(mark):
            return 0
        after = Notice.objects.filter(follows=None, pk__gt=mark.seen["thread"]).order_by("pk")
        sheets = list(after.values_list("pk", flat=True)[:STEP])
        tally(sheets, before=None, now=View(Seen.of(mark.seen), mark.offices))
        tables = {name: read for name, read in mark.seen.items() if name != "thread"}
        if sheets:
            _note(mark, seen={**tables, "thread": sheets[-1]})
        else:
            _note(mark, seen=tables, counted_at=timezone.now())
    return len(sheets)


def _is_half_made(mark: TallyMark) -> bool:
    return "thread" in mark.seen


def _must_not_wait(mark: TallyMark) -> bool:
    """Whether there is nothing to show yet, or the worker was asked and does not seem to run."""
    was_asked = mark.building_at is not None and mark.building_at < timezone.now() - ASK_AGAIN
    return mark.counted_at is None or was_asked


def _mark() -> TallyMark:
    return TallyMark.objects.get_or_create(pk=1)[0]


def _locked() -> TallyMark:
    return TallyMark.objects.select_for_update().get(pk=1)


def _note(mark: TallyMark, **values: object) -> None:
    TallyMark.objects.filter(pk=mark.pk).update(**values)


def _leave_to_worker(mark: TallyMark) -> datetime | None:
    from oversight.tasks import tally_figures  # which comes back here

    free = TallyMark.objects.filter(pk=mark.pk).exclude(building_at__gt=timezone.now() - ASK_AGAIN)
    if free.update(building_at=timezone.now()):
        tally_figures.enqueue()
    return mark.counted_at
