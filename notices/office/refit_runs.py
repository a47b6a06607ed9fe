"""The ladder tried again in the background after a change, and what no longer fits."""

import logging
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import StaffUser
from notices import tasks
from notices.enums import PrintKind, PrintState
from notices.models import PrintRun
from notices.office.refitting import touched, try_again

logger = logging.getLogger(__name__)

OPEN = (PrintState.WAITING, PrintState.RUNNING)


def runs() -> QuerySet[PrintRun]:
    """All of them, newest first."""
    return PrintRun.objects.filter(kind=PrintKind.REFIT).select_related("by")


def ask_for(by: StaffUser, reason: str) -> PrintRun:
    """Have everything that `reason` touched tried again. A run that is still open gives way: the new one finds what it left over."""
    with transaction.atomic():
        runs().filter(state__in=OPEN).update(state=PrintState.CANCELLED, finished_at=timezone.now())
        run = PrintRun.objects.create(kind=PrintKind.REFIT, by=by, title=reason[:200], beat_at=timezone.now())
        tasks.refit_sheets.enqueue(run.pk)
    return run


def perform(pk: int) -> None:
    """Do it, unless somebody else has taken it up or it was cancelled. Every edition is stored by itself, so breaking off loses nothing."""
    own = PrintRun.objects.filter(pk=pk)
    if not own.filter(state=PrintState.WAITING).update(state=PrintState.RUNNING, beat_at=timezone.now()):
        return
    try:
        _try_all(own)
    except Exception:
        logger.exception("refit run %s failed", pk)
        failed = {"state": PrintState.FAILED, "finished_at": timezone.now()}
        own.filter(state=PrintState.RUNNING).update(message="重新排版时出了意外，详情在系统日志里。", **failed)


def _try_all(own: QuerySet[PrintRun]) -> None:
    """Stops where the run was cancelled: whoever did it no longer finds it running."""
    keys = list(touched())
    running = own.filter(state=PrintState.RUNNING)
    running.update(total=len(keys), beat_at=timezone.now())
    unfit: list[dict[str, Any]] = []
    for done, key in enumerate(keys, 1):
        unfit += map(asdict, try_again(key))
        if not running.update(done=done, report={"unfit": unfit}, beat_at=timezone.now()):
            return
    running.update(state=PrintState.DONE, finished_at=timezone.now())


def cancel(run: PrintRun) -> None:
    """Give it up; what is not tried now is tried at its next use. One that is over stays as it is."""
    PrintRun.objects.filter(pk=run.pk, state__in=OPEN).update(state=PrintState.CANCELLED, finished_at=timezone.now())
