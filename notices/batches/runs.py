"""The life of a batch: asked for, printed, fetched, gone. Every step is taken once, whoever clicks how often.

The work itself is in `printing`: done at once when it is small, else by the background worker.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import history
from accounts.models import StaffUser
from matters.plain import to_plain
from notices import tasks
from notices.batches import files as print_files
from notices.batches.batching import MAX_SHEETS, Batch, Selection, gather_batch
from notices.batches.printing import SMALL, perform
from notices.enums import PrintKind, PrintState
from notices.models import PrintRun

SILENCE = timedelta(minutes=2)
"""After so long without a sign of progress a run counts as broken off."""
QUEUED_LONG = timedelta(seconds=10)
"""After so long in the queue there is probably no worker."""
OPEN_AT_ONCE = 3
"""Unfinished runs of one person."""


class Refused(Exception):
    """What was asked for is not possible now; the message says why, in Chinese."""


def runs_of(user: StaffUser) -> QuerySet[PrintRun]:
    """The batches `user` may see and fetch: their own; a superuser's are all."""
    runs = PrintRun.objects.filter(kind=PrintKind.BATCH).select_related("by")
    return runs if user.is_superuser else runs.filter(by=user)


def is_broken_off(run: PrintRun, now: datetime | None = None) -> bool:
    """Whether it failed, or whoever worked on it has gone silent. It may be started again."""
    last = run.beat_at or run.created_at
    silent = run.state == PrintState.RUNNING and last < (now or timezone.now()) - SILENCE
    return silent or run.state == PrintState.FAILED


def is_queued_long(run: PrintRun, now: datetime | None = None) -> bool:
    """Whether nobody has taken it up for so long that there seems to be no worker."""
    return run.state == PrintState.WAITING and (run.beat_at or run.created_at) < (now or timezone.now()) - QUEUED_LONG


def is_expired(run: PrintRun, now: datetime | None = None) -> bool:
    """Whether its file can no longer be fetched, deleted already or not."""
    return run.expires_at is not None and run.expires_at <= (now or timezone.now())


def why_not(batch: Batch) -> str:
    """Why that cannot be printed as it is; empty when it can."""
    if batch.is_over:
        return f"一次最多{MAX_SHEETS}张。请按部门、层级或地点分几次打印。"
    return "" if batch.wanted else "没有可以打印的告知单。请改变选择。"


def ask_for(selection: Selection, *, title: str, by: StaffUser, key: str) -> PrintRun:
    """Have `selection` printed. The same `key` a second time is the same run.

    Raises Refused, and print_files.NoRoom.
    """
    known = PrintRun.objects.filter(request_key=key, by=by).first()
    if known is not None:
        return known
    batch = gather_batch(selection, by)
    if reason := why_not(batch) or _too_many_open(by):
        raise Refused(reason)
    print_files.require_room(len(batch.wanted))
    try:
        run = _create(selection, batch, title, by, key)
    except IntegrityError:  # the other half of a double click was first
        known = PrintRun.objects.filter(request_key=key, by=by).first()
        if known is None:
            raise Refused("这次提交无效，请回到批量打印页面再选一次。") from None
        return known
    _do_small(run)
    return run


def again(run: PrintRun) -> None:
    """Take up what was broken off. Raises Refused while somebody is still at it, or when it is over."""
    silent = Q(state=PrintState.RUNNING, beat_at__lt=timezone.now() - SILENCE)
    fresh = {"state": PrintState.WAITING, "beat_at": timezone.now(), "done": 0, "message": "", "finished_at": None}
    with transaction.atomic():
        if not PrintRun.objects.filter(silent | Q(state=PrintState.FAILED), pk=run.pk).update(**fresh):
            raise Refused("没有中断，不需要重新运行。")
        _queue(run)
    _do_small(run)


def cancel(run: PrintRun) -> None:
    """Give it up; whoever works on it stops within a second or two. Raises Refused when it is over."""
    open_ones = PrintRun.objects.filter(
        pk=run.pk, state__in=(PrintState.WAITING, PrintState.RUNNING, PrintState.FAILED)
    )
    if not open_ones.update(state=PrintState.CANCELLED, finished_at=timezone.now()):
        raise Refused("已经结束，不能取消。")


def prune(now: datetime | None = None) -> int:
    """Delete the files that have expired, and what killed processes left behind; returns how many. Records stay."""
    now = now or timezone.now()
    gone = 0
    for run in PrintRun.objects.filter(expires_at__lt=now).exclude(stored_name=""):
        print_files.remove(run)
        gone += PrintRun.objects.filter(pk=run.pk).update(stored_name="")
    known = set(PrintRun.objects.exclude(stored_name="").values_list("stored_name", flat=True))
    return gone + print_files.remove_strays(known, now - timedelta(days=1))


def _too_many_open(by: StaffUser) -> str:
    unfinished = runs_of(by).filter(by=by, state__in=(PrintState.WAITING, PrintState.RUNNING))
    return f"您还有{OPEN_AT_ONCE}个批量打印没有完成，请等一等或者先取消。" if unfinished.count() >= OPEN_AT_ONCE else ""


def _create(selection: Selection, batch: Batch, title: str, by: StaffUser, key: str) -> PrintRun:
    total = len(batch.wanted)
    options = {"selection": to_plain(selection), "small": total <= SMALL}
    with transaction.atomic():
        run = PrintRun.objects.create(
            kind=PrintKind.BATCH,
            by=by,
            title=title[:200],
            options=options,
            total=total,
            request_key=key,
            beat_at=timezone.now(),
        )
        history.note(actor=by, action="batch_print", row=run, target=title, sheets=total)
        _queue(run)
    return run


def _queue(run: PrintRun) -> None:
    """Leave a large run to the worker, in the transaction that queues it: both happen or neither."""
    if not run.options["small"]:
        tasks.print_batch.enqueue(run.pk)


def _do_small(run: PrintRun) -> None:
    if run.options["small"]:
        perform(run.pk)
    run.refresh_from_db()
