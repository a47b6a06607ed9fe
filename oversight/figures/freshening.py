"""Bringing the tallies up to date before they are read.

What is new is counted within the request that asks where that is quickly done: up to AT_HAND new rows, on days on which no more than IN_REQUEST
documents were given out. That it is a GET does no harm, because the tallies are a cache and no record. More is left to the background worker: the
page shows when the tallies were made, and the first time 正在统计 until they are. Where the worker has not come after ASK_AGAIN, up to AT_HAND rows
are counted in the request after all.

Two processes at once wait for each other on the mark's row; whoever is killed leaves days as they were, and the mark too, so that they are counted
again.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone

from matters.publishing import midnight
from notices.models import Notice, Visit
from oversight.figures import changed
from oversight.figures.reading import offices_now
from oversight.figures.tallying import tally
from oversight.models import HourTally, PaperTally, Rating, Tally, TallyMark

AT_HAND = 5_000
IN_REQUEST = 1_500
"""Documents: some 0.2 s on one processor. A small office is always up to date, a large one as quickly as the worker is."""
ASK_AGAIN = timedelta(minutes=3)
"""How long the worker is given before it is asked once more."""
Progress = Callable[[date, date], None]


def up_to_date() -> datetime | None:
    """Count what is new; when that was, None while everything is still to be counted by the worker."""
    mark = _mark()
    return freshen(mark, AT_HAND, None if _must_not_wait(mark) else IN_REQUEST) or _leave_to_worker(mark)


def catch_up(progress: Progress = lambda first, last: None) -> int:
    """Count what is new, or everything where that is quicker; how many days were counted whole."""
    return 0 if freshen(_mark(), AT_HAND) else from_scratch(progress)


def freshen(mark: TallyMark, most: int, documents: int | None = None) -> datetime | None:
    """Count what is new; None, and nothing done, where that is more than `most` rows or leads to days with more than so many `documents`. Without
    anything new nothing is locked.
    """
    found, offices = changed.since(mark.seen, most), offices_now()
    if found and (found.rows or offices != mark.offices or mark.counted_at is None):
        return _count_new(most, documents)
    return timezone.now() if found else None


def _count_new(most: int, documents: int | None) -> datetime | None:
    """The same once more under the lock: another process may have been first."""
    with transaction.atomic():
        mark = TallyMark.objects.select_for_update().get(pk=1)
        found, offices = changed.since(mark.seen, most), offices_now()
        if found is None:
            return None
        days = changed.days_of(found.documents | changed.moved(mark.offices, offices))
        if documents is not None and _given_out_on(days) > documents:
            return None
        for first, last in _runs(days):
            tally(first, last, offices)
        _note(mark, seen=found.seen, offices=offices)
    return timezone.now()


def _must_not_wait(mark: TallyMark) -> bool:
    """Whether there is nothing to show yet, or the worker was asked and does not seem to run."""
    was_asked = mark.building_at is not None and mark.building_at < timezone.now() - ASK_AGAIN
    return mark.counted_at is None or was_asked


def _given_out_on(days: Iterable[date]) -> int:
    """Documents; one query, from an index."""
    when = Q(pk__in=())
    for first, last in _runs(days):
        when |= Q(issued_at__gte=midnight(first), issued_at__lt=midnight(last + timedelta(days=1)))
    return Notice.objects.filter(when).count()


def from_scratch(progress: Progress = lambda first, last: None) -> int:
    """Count everything anew, a month in one transaction; how many days that were. Safe beside others and to be cut off."""
    with transaction.atomic():
        seen, offices = changed.everything(), offices_now()
    first, last = _first_and_last()
    _forget_outside(first, last)
    for start, end in _months(first, last):
        progress(start, end)
        with transaction.atomic():
            TallyMark.objects.select_for_update().get(pk=_mark().pk)
            tally(start, end, offices_now())  # a matter may have been published meanwhile
    with transaction.atomic():
        _note(TallyMark.objects.select_for_update().get(pk=1), seen=seen, offices=offices)
    return (last - first).days + 1


def _mark() -> TallyMark:
    return TallyMark.objects.get_or_create(pk=1)[0]


def _note(mark: TallyMark, **values: object) -> None:
    TallyMark.objects.filter(pk=mark.pk).update(**values, counted_at=timezone.now(), building_at=None)


def _leave_to_worker(mark: TallyMark) -> datetime | None:
    from oversight.tasks import tally_figures  # which comes back here

    free = TallyMark.objects.filter(pk=mark.pk).exclude(building_at__gt=timezone.now() - ASK_AGAIN)
    if free.update(building_at=timezone.now()):
        tally_figures.enqueue()
    return mark.counted_at


def _first_and_last() -> tuple[date, date]:
    """The first day and the last on which anything can count: deadlines lie ahead."""
    notices = Notice.objects.aggregate(a=Min("issued_at"), z=Max("issued_at"))
    visits = Visit.objects.aggregate(a=Min("at"), z=Max("at"), due=Max("due_on"), due_first=Min("due_on"))
    given = Rating.objects.aggregate(a=Min("at"), z=Max("at"))
    moments = [at for found in (notices, visits, given) for at in (found["a"], found["z"]) if at]
    days = [timezone.localdate(at) for at in moments]
    days += [day for day in (visits["due"], visits["due_first"]) if day] or []
    today = timezone.localdate()
    return min(days, default=today), max(days, default=today)


def _forget_outside(first: date, last: date) -> None:
    for model in (Tally, HourTally, PaperTally):
        model._default_manager.exclude(day__range=(first, last)).delete()


def _months(first: date, last: date) -> Iterable[tuple[date, date]]:
    """The days from `first` to `last` cut at the ends of months."""
    while first <= last:
        end = min(last, (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1))
        yield first, end
        first = end + timedelta(days=1)


def _runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Neighbouring days together, so that a thread that spans them is read once."""
    runs: list[tuple[date, date]] = []
    for day in sorted(days):
        if runs and day == runs[-1][1] + timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
