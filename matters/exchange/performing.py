"""The work of a run, by whoever has taken it up: the request itself or the background worker.

A run is taken up by a change of state that only one can make. While it is worked on it gives a sign of life; whoever finds that somebody else
has taken it up meanwhile stops.
"""

import logging
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from matters.enums import RunState
from matters.exchange import files
from matters.exchange.columns import knows
from matters.exchange.given import FileRefused
from matters.exchange.importing import Wish, bring_in
from matters.exchange.outgoing import FORMS
from matters.exchange.progress import OnProgress
from matters.exchange.reading import kind_of, tables
from matters.exchange.report import Result
from matters.exchange.writing_workbook import TooLong
from matters.models import ExchangeRun, Matter
from matters.scoping import in_scope, own_department

logger = logging.getLogger(__name__)

CHECK, IMPORT, EXPORT = "check", "import", "export"
SMALL = 300
"""Rows of a file, or matters, that are done within the request."""
BEAT = 20.0
"""Seconds between two signs of life at the most."""
_SMALL_JSON = 300_000
"""Bytes."""


class TakenOver(Exception):
    """Somebody else works on this run now."""


class Beat:
    """The sign of life: writes how far it has come, once a second at most. Raises TakenOver when somebody else has taken the run up."""

    def __init__(self, run: ExchangeRun) -> None:
        self.own = ExchangeRun.objects.filter(pk=run.pk, options__token=run.options["token"])
        self.written = 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.written >= 1 or done == total:
            self.write(done=done, total=total)

    def write(self, **values: Any) -> None:
        """Write `values` and the sign itself. Raises TakenOver."""
        if not self.own.update(beat_at=timezone.now(), **values):
            raise TakenOver
        self.written = time.monotonic()


@contextmanager
def _alive(beat: Beat) -> Iterator[None]:
    """Give the sign from a thread as well, for the stretches that tell nothing of how far they are."""
    done = Event()
    thread = Thread(target=_keep_beating, args=(beat.own, done), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _keep_beating(own: "QuerySet[ExchangeRun]", done: Event) -> None:
    try:
        while not done.wait(BEAT):
            own.update(beat_at=timezone.now())
    finally:
        connection.close()


def perform(pk: int) -> None:
    """Take up the run that waits and do its next step; nothing when somebody else has. What goes wrong is written into the run."""
    run = _take_up(pk)
    if run is None:
        return
    beat = Beat(run)
    try:
        with _alive(beat):
            _WORK[run.options["step"]](run, beat)
    except TakenOver:
        logger.warning("exchange run %s was taken over", pk)
    except FileRefused as refusal:
        _end(beat, RunState.REFUSED, str(refusal))
    except FileNotFoundError:
        _end(beat, RunState.REFUSED, "文件已经不在了（可能已过保留期），请重新上传。")
    except Exception:
        logger.exception("exchange run %s failed", pk)
        _end(beat, RunState.FAILED, "处理时出了意外，详情在系统日志里。可以重新运行。")


def _end(beat: Beat, state: RunState, message: str = "", **values: Any) -> None:
    beat.write(state=state, message=message[:500], finished_at=timezone.now(), **values)


def _take_up(pk: int) -> ExchangeRun | None:
    run = ExchangeRun.objects.select_related("by").get(pk=pk)
    now = timezone.now()
    state = RunState.CHECKING if run.options["step"] == CHECK else RunState.RUNNING
    options = run.options | {"started_at": now.isoformat(), "token": secrets.token_hex(8)}
    waiting = ExchangeRun.objects.filter(pk=pk, state=RunState.WAITING)
    if not waiting.update(state=state, beat_at=now, options=options):
        return None
    run.state, run.beat_at, run.options = state, now, options
    return run


def _check(run: ExchangeRun, beat: Beat) -> None:
    """Find out what would become of the file; what was already accepted stays on the list of repairs, so that it can be unticked."""
    found = bring_in(_file(run), _wish(run, dry_run=True), on_progress=_paced(beat)).to_plain()
    accepted, ids = set(run.options["accepted"]), {repair["id"] for repair in found["repairs"]}
    found["repairs"] += [r for r in run.report.get("repairs", ()) if r["id"] in accepted and r["id"] not in ids]
    run.options |= {"seen_at": run.options["started_at"]}
    beat.write(state=RunState.READY, report=found, options=run.options)


def _import(run: ExchangeRun, beat: Beat) -> None:
    total = sum(run.report[result.value] for result in Result)
    report = bring_in(_file(run), _wish(run, dry_run=False), on_progress=_paced(beat, total))
    _end(beat, RunState.DONE, report=report.to_plain(), done=report.total, total=report.total)


def _export(run: ExchangeRun, beat: Beat) -> None:
    """Rights are looked at once more: hours can lie between the request and the worker."""
    form = FORMS[run.options["form"]]
    path = files.folder() / files.fresh_name(form.ending)
    matters = in_scope(Matter.objects.filter(pk__in=run.options["matters"]), run.by)
    try:
        done = form.write(path, matters, by=run.by, filename=run.filename, on_progress=beat)
    except TooLong as refusal:
        raise FileRefused(str(refusal)) from refusal
    values: dict[str, Any] = asdict(files.described(path))
    values |= {"done": done.matters, "total": done.matters, "report": {"missing": list(done.problems)}}
    _end(beat, RunState.DONE, **values)


def _file(run: ExchangeRun) -> Path:
    """The file that was uploaded and looked through. Raises FileRefused when another lies in its place."""
    path = files.path_of(run)
    if files.sha256_of(path) != run.sha256:
        raise FileRefused("存放的文件与上传时不一样了，没有导入。请重新上传。")
    return path


def _wish(run: ExchangeRun, *, dry_run: bool) -> Wish:
    seen_at = run.options.get("seen_at") if not dry_run else None
    return Wish(
        filename=run.filename,
        by=run.by,
        source=run.options["source"],
        accepted=frozenset(run.options["accepted"]),
        scope=own_department(run.by),
        dry_run=dry_run,
        seen_at=datetime.fromisoformat(seen_at) if seen_at else None,
    )


def _paced(beat: Beat, expected: int = 0) -> OnProgress:
    """Passes the progress on. A table's matters are not counted before they are read: then `total` comes as large as `done`."""
    return lambda done, total: beat(done, expected or (total if total > done else 0))


def is_small(path: Path) -> bool:
    """Whether a file is looked through within the request. One that is refused shows that at once."""
    try:
        if kind_of(path) == "json":
            return path.stat().st_size <= _SMALL_JSON
        rows = (row for table in tables(path, knows=knows) for row in table.rows)
        return len(list(islice(rows, SMALL + 1))) <= SMALL
    except FileRefused:
        return True


_WORK = {CHECK: _check, IMPORT: _import, EXPORT: _export}
