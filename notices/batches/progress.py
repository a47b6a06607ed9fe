"""How far a batch has come, in words and numbers for its page."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from notices.batches import runs as print_runs
from notices.batches.printing import SMALL
from notices.batches.typesetting import cores
from notices.enums import PrintKind, PrintState
from notices.models import PrintRun

SECONDS_A_SHEET = 0.2
"""Of one processor, measured with the demo district (benchmarks/batch.py)."""
START_SECONDS = 3
"""Until the processes are there."""


def progress_of(run: PrintRun, now: datetime | None = None) -> dict[str, Any]:
    """What the progress page shows and asks for again each second. `is_moving`: it is worth asking again."""
    now = now or timezone.now()
    is_open = run.state in (PrintState.WAITING, PrintState.RUNNING)
    return {
        "state": run.state,
        "is_moving": is_open and not print_runs.is_broken_off(run, now),
        "is_queued_long": print_runs.is_queued_long(run, now),
        "done": run.done,
        "total": run.total,
        "words": _words(run, now),
    }


def time_words(sheets: int) -> str:
    """About how long so many sheets take on this machine."""
    processes = 1 if sheets <= SMALL else cores()
    seconds = sheets * SECONDS_A_SHEET / processes + (START_SECONDS if processes > 1 else 0)
    return _duration(round(seconds))


def _words(run: PrintRun, now: datetime) -> str:
    if run.state == PrintState.WAITING:
        return "正在排队，等后台程序接手"
    if run.state != PrintState.RUNNING:
        return run.get_state_display()
    if run.kind == PrintKind.REFIT:
        return f"正在重新排版：{run.done}／{run.total}个事项" if run.total else "正在看哪些事项受影响"
    if run.done >= run.total:
        return f"{run.total}张已排好，正在合成一个文件"
    return f"正在排版：{run.done}／{run.total}张{_left(run, now)}"


def _left(run: PrintRun, now: datetime) -> str:
    started = run.options.get("started_at")
    seconds = (now - datetime.fromisoformat(started)).total_seconds() if started else 0
    if run.done < SMALL or seconds <= 0:
        return ""
    return f"，约剩{_duration(round(seconds / run.done * (run.total - run.done)))}"


def _duration(seconds: int) -> str:
    return f"{max(1, seconds)}秒" if seconds < 90 else f"{round(seconds / 60)}分钟"
