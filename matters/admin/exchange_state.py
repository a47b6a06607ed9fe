"""How far a run has come, in words and numbers for its page."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from matters.enums import RunKind, RunState
from matters.exchange import runs
from matters.models import ExchangeRun

_WORDS = {RunState.CHECKING: "正在检查文件", RunState.RUNNING: "正在处理"}


def progress_of(run: ExchangeRun, now: datetime | None = None) -> dict[str, Any]:
    """What the progress page shows and asks for again each second. `is_moving`: it is worth asking again."""
    now = now or timezone.now()
    broken = runs.is_broken_off(run, now)
    rate, left = _pace(run, now)
    return {
        "state": run.state,
        "is_moving": run.state in {RunState.WAITING, *runs.BUSY} and not broken,
        "is_queued_long": runs.is_queued_long(run, now),
        "done": run.done,
        "total": run.total,
        "words": _words(run, rate, left),
    }


def _words(run: ExchangeRun, rate: float, left: int) -> str:
    if run.state == RunState.WAITING:
        return "正在排队，等后台程序接手"
    doing = _WORDS.get(RunState(run.state), run.get_state_display())
    if not run.total or not run.done:
        return f"{doing}，正在读取文件" if run.kind == RunKind.IMPORT else doing
    pace = f"，每秒{rate:.0f}个，约剩{_duration(left)}" if rate >= 1 and run.done < run.total else ""
    return f"{doing}：{run.done}／{run.total}个事项{pace}"


def _pace(run: ExchangeRun, now: datetime) -> tuple[float, int]:
    """Matters a second since it was taken up, and the seconds left at that pace."""
    started = run.options.get("started_at")
    seconds = (now - datetime.fromisoformat(started)).total_seconds() if started else 0
    rate = run.done / seconds if seconds > 0 else 0.0
    return rate, round((run.total - run.done) / rate) if rate and run.total > run.done else 0


def _duration(seconds: int) -> str:
    return f"{seconds}秒" if seconds < 90 else f"{round(seconds / 60)}分钟"
