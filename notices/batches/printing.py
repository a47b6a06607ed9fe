"""The work of a batch, by whoever has taken it up: the request itself or the background worker.

A run is taken up by a change of state that only one can make, and it gives a sign of life while it is worked on. Who finds that it was cancelled or
taken up by somebody else meanwhile stops, and leaves nothing behind.
"""

import logging
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from matters.plain import from_plain
from notices.batches import files as print_files
from notices.batches.batching import LeftOut, Selection, gather_batch
from notices.batches.joining import Part, join
from notices.batches.typesetting import Outcome, chunks_of, cores, set_all
from notices.enums import PrintState
from notices.models import PrintRun

logger = logging.getLogger(__name__)

SMALL = 10
"""Sheets that are set within the request."""
KEPT = timedelta(hours=24)
"""How long a file can be fetched."""
BEAT = 1.0
"""Seconds between two signs of life at the least."""


class Stopped(Exception):
    """It was cancelled, or somebody else works on it now."""


class Beat:
    """The sign of life: writes how far it has come. Raises Stopped when the run is no longer ours."""

    def __init__(self, run: PrintRun) -> None:
        self.own = PrintRun.objects.filter(pk=run.pk, state=PrintState.RUNNING, options__token=run.options["token"])
        self.written = 0.0

    def __call__(self, done: int) -> None:
        if time.monotonic() - self.written >= BEAT:
            self.write(done=done)

    def write(self, **values: Any) -> None:
        """Write `values` and the sign itself. Raises Stopped."""
        if not self.own.update(beat_at=timezone.now(), **values):
            raise Stopped
        self.written = time.monotonic()


def perform(pk: int) -> None:
    """Take up the run that waits and print it; nothing when somebody else has. What goes wrong is written into the run."""
    run = _take_up(pk)
    if run is None:
        return
    beat = Beat(run)
    try:
        _print(run, beat)
    except Stopped:
        logger.info("print run %s was stopped", pk)
    except print_files.NoRoom as refusal:
        _fail(beat, str(refusal))
    except Exception:
        logger.exception("print run %s failed", pk)
        _fail(beat, "生成时出了意外，详情在系统日志里。可以重新运行。")


def selection_of(run: PrintRun) -> Selection:
    """What was asked for."""
    return from_plain(Selection, run.options["selection"])


def _take_up(pk: int) -> PrintRun | None:
    run = PrintRun.objects.select_related("by").get(pk=pk)
    now = timezone.now()
    options = run.options | {"started_at": now.isoformat(), "token": secrets.token_hex(8)}
    waiting = PrintRun.objects.filter(pk=pk, state=PrintState.WAITING)
    if not waiting.update(state=PrintState.RUNNING, beat_at=now, options=options):
        return None
    run.options = options
    return run


def _fail(beat: Beat, message: str) -> None:
    with suppress(Stopped):
        beat.write(state=PrintState.FAILED, message=message, finished_at=timezone.now())


def _print(run: PrintRun, beat: Beat) -> None:
    """Rights and editions are looked at once more: hours can lie between the request and the worker."""
    selection = selection_of(run)
    batch = gather_batch(selection, run.by)
    total = len(batch.wanted)
    print_files.require_room(total)
    beat.write(total=total)
    run.total = total
    with print_files.workshop(run) as place:
        chunks = chunks_of(batch.wanted, place, title=run.title, layout=selection.layout)
        outcomes = set_all(chunks, processes=1 if total <= SMALL else cores(), on_sheet=beat)
        beat.write(done=total)
        _finish(run, beat, outcomes, batch.left_out)


def _finish(run: PrintRun, beat: Beat, outcomes: Sequence[Outcome], left_out: Sequence[LeftOut]) -> None:
    """Join the parts and hand over the file; a file that nobody wants any more is gone again."""
    parts = [outcome.part for outcome in outcomes if outcome.part]
    report = _report(parts, [*left_out, *(one for outcome in outcomes for one in outcome.left_out)])
    path = print_files.fresh_path()
    try:
        pages = join(parts, path, on_part=lambda: beat(run.total))
        _hand_over(beat, path, pages, report)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _hand_over(beat: Beat, path: Path, pages: int, report: dict[str, object]) -> None:
    now = timezone.now()
    values = {**print_files.described(path), "pages": pages, "report": report}
    beat.write(state=PrintState.DONE, finished_at=now, expires_at=now + KEPT, **values)


def _report(parts: Sequence[Part], left_out: Sequence[LeftOut]) -> dict[str, object]:
    """What was left out, and which sheets take more than one page: they are printed on both sides."""
    sheets = [sheet for part in parts for sheet in part.sheets]
    return {
        "sheets": len(sheets),
        "longer": [sheet.label for sheet in sheets if sheet.pages > 1],
        "left_out": [[one.matter, one.reason] for one in left_out],
    }
