"""The life of an import or export: asked for, looked through, confirmed, done. Every step is taken once, whoever clicks how often.

The work itself is in `performing`: done at once when it is small, else by the background worker. A step is a change of state in the database
under a condition, so of two who ask for it one gets it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import StaffUser
from matters import tasks
from matters.enums import RunKind, RunState
from matters.exchange import files
from matters.exchange.outgoing import FORMS
from matters.exchange.performing import CHECK, EXPORT, IMPORT, SMALL, is_small, perform
from matters.exchange.reading import MAX_BYTES
from matters.models import ExchangeRun
from matters.scoping import why_not_import

SILENCE = timedelta(minutes=2)
"""After so long without a sign of progress a run counts as broken off."""
QUEUED_LONG = timedelta(seconds=10)
"""After so long in the queue there is probably no worker."""
KEPT = timedelta(days=7)
"""How long files are kept."""
ENDINGS = (".xlsx", ".csv", ".json")
BUSY = (RunState.CHECKING, RunState.RUNNING)
OVER = (RunState.DONE, RunState.REFUSED, RunState.CANCELLED)


class Refused(Exception):
    """What was asked for is not possible now; the message says why, in Chinese."""


def is_broken_off(run: ExchangeRun, now: datetime | None = None) -> bool:
    """Whether it failed, or whoever worked on it has gone silent. It may be started again."""
    silent = run.state in BUSY and (run.beat_at or run.created_at) < (now or timezone.now()) - SILENCE
    return silent or run.state == RunState.FAILED


def is_queued_long(run: ExchangeRun, now: datetime | None = None) -> bool:
    """Whether nobody has taken it up for so long that there seems to be no worker."""
    return run.state == RunState.WAITING and (run.beat_at or run.created_at) < (now or timezone.now()) - QUEUED_LONG


def receive(upload: File[bytes], *, by: StaffUser, source: str = "") -> ExchangeRun:
    """Put an uploaded file away and have it looked through. Raises Refused for one that is too large or of another kind by its
    name, and for somebody confined to a place."""
    if reason := why_not_import(by):
        raise Refused(reason)
    ending = next((e for e in ENDINGS if (upload.name or "").lower().endswith(e)), None)
    if ending is None:
        raise Refused("只接受 .xlsx、.csv、.json 文件。旧格式 .xls 请在表格软件里另存为 .xlsx。")
    if (upload.size or 0) > MAX_BYTES:
        raise Refused(f"文件超过{MAX_BYTES // 1_000_000} MB，请分成几个文件，或者请管理员用命令 import_matters 导入。")
    stored = files.put(upload.chunks(), ending=ending)
    options = {"step": CHECK, "source": source, "accepted": [], "small": is_small(files.folder() / stored.stored_name)}
    return _begin(
        kind=RunKind.IMPORT,
        by=by,
        filename=(upload.name or "")[-200:],
        options=options,
        **asdict(stored),
    )


def ask_for_export(*, by: StaffUser, form: str, matters: Iterable[int]) -> ExchangeRun:
    """Have the matters of those keys written to a file. `form` is a key of `outgoing.FORMS`."""
    keys = sorted(matters)
    filename = f"事项目录-{timezone.localdate():%Y%m%d}{FORMS[form].ending}"
    options = {"step": EXPORT, "form": form, "matters": keys, "small": len(keys) <= SMALL}
    return _begin(kind=RunKind.EXPORT, by=by, filename=filename, options=options, total=len(keys))


def _begin(**values: Any) -> ExchangeRun:
    with transaction.atomic():
        run = ExchangeRun.objects.create(beat_at=timezone.now(), **values)
        _hand_over(run)
    _do_small(run)
    return run


def recheck(run: ExchangeRun, *, accepted: Iterable[str]) -> None:
    """Look through the file again with those repairs made. Raises Refused when it is not waiting to be confirmed."""
    known = {repair["id"] for repair in run.report.get("repairs", ())} | set(run.options.get("accepted", ()))
    options = run.options | {"step": CHECK, "accepted": sorted(known & set(accepted))}
    _queue(run, RunState.READY, "这个文件现在不能重新检查。", options=options)


def confirm(run: ExchangeRun) -> None:
    """Bring in what was looked through. Raises Refused the second time."""
    _queue(run, RunState.READY, "这个文件已经确认过，或者已经取消。", options=run.options | {"step": IMPORT})


def again(run: ExchangeRun) -> None:
    """Take up what was broken off. Raises Refused while somebody is still at it."""
    _queue(run, RunState.FAILED, "没有中断，不需要重新运行。", Q(state__in=BUSY, beat_at__lt=timezone.now() - SILENCE))


def cancel(run: ExchangeRun) -> None:
    """Give it up and delete its file. Raises Refused once it is being done, or is over."""
    open_ones = Q(state__in=(RunState.WAITING, RunState.READY, RunState.FAILED, RunState.REFUSED))
    left = Q(state__in=BUSY, beat_at__lt=timezone.now() - SILENCE)
    now = timezone.now()
    if not ExchangeRun.objects.filter(open_ones | left, pk=run.pk).update(
        state=RunState.CANCELLED, finished_at=now, report={}
    ):
        raise Refused("正在进行或已经结束，不能取消。")
    files.remove(run)


def _queue(run: ExchangeRun, state: RunState, refusal: str, other: Q | None = None, **values: Any) -> None:
    """Put a run that is in `state` (or as `other` says) back into the queue and have it taken up."""
    allowed = Q(state=state) | other if other else Q(state=state)
    fresh: Mapping[str, Any] = {"beat_at": timezone.now(), "done": 0, "message": "", "finished_at": None}
    with transaction.atomic():
        if not ExchangeRun.objects.filter(allowed, pk=run.pk).update(state=RunState.WAITING, **fresh, **values):
            raise Refused(refusal)
        _hand_over(run)
    _do_small(run)


def _hand_over(run: ExchangeRun) -> None:
    """Leave a large run to the worker, in the transaction that queues it: both happen or neither."""
    if not run.options["small"]:
        tasks.exchange.enqueue(run.pk)


def _do_small(run: ExchangeRun) -> None:
    if run.options["small"]:
        perform(run.pk)
    run.refresh_from_db()


def prune(now: datetime | None = None) -> int:
    """Delete the files of runs that were last touched a week ago, and files that belong to no run; returns how many. Records stay."""
    limit = (now or timezone.now()) - KEPT
    gone = 0
    for run in ExchangeRun.objects.filter(created_at__lt=limit).exclude(stored_name="").exclude(state__in=BUSY):
        if (run.finished_at or run.beat_at or run.created_at) < limit:
            files.remove(run)
            run.stored_name = ""
            run.state = run.state if run.state in OVER else RunState.CANCELLED
            run.report = {key: value for key, value in run.report.items() if key == "counts"}
            run.save(update_fields=["stored_name", "state", "report"])
            gone += 1
    return gone + _remove_strays(limit)


def _remove_strays(limit: datetime) -> int:
    known = set(ExchangeRun.objects.exclude(stored_name="").values_list("stored_name", flat=True))
    strays = [
        path
        for path in files.folder().iterdir()
        if path.is_file() and path.name not in known and path.stat().st_mtime < limit.timestamp()
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
