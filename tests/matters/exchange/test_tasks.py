"""The background worker in a process of its own: what it is left is done, and what it leaves half-way is taken up again."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from matters.enums import RunState
from matters.exchange import files, runs
from matters.models import ExchangeRun, Matter
from tests import factories
from tests.database import database_url
from tests.matters.exchange.exchanging import exchange_dir, make_csv, make_editor, make_run, make_upload

__all__ = ["exchange_dir"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("exchange_dir")]
PROJECT = Path(__file__).resolve().parents[3]
FEW = runs.SMALL + 1


def start_worker() -> subprocess.Popen[str]:
    """The worker, which ends when nothing waits any more."""
    environment = {**os.environ, "DATABASE_URL": database_url(), "EXCHANGE_DIR": str(files.folder())}
    command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay", "--no-reload"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=pipe, stderr=pipe, text=True)


def work() -> None:
    """Have the worker do everything that waits."""
    worker = start_worker()
    said = worker.communicate(timeout=120)
    assert worker.returncode == 0, said


def test_a_worker_looks_through_a_large_file_and_brings_it_in() -> None:
    run = make_run(small=False)
    work()
    run.refresh_from_db()
    assert (run.state, run.report["created"], Matter.objects.filter(name="演示事项甲").exists()) == (
        RunState.READY,
        FEW,
        False,
    )
    runs.confirm(run)
    assert run.state == RunState.WAITING
    work()
    run.refresh_from_db()
    assert (run.state, run.done, run.total, run.report["created"]) == (RunState.DONE, FEW, FEW, FEW)
    assert Matter.objects.filter(name__startswith="演示事项").count() == FEW


def test_a_worker_writes_a_large_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "SMALL", 1)
    matters = [factories.make_matter().pk for _ in range(2)]
    run = runs.ask_for_export(by=make_editor(), form="json", matters=matters)
    assert (run.state, run.stored_name) == (RunState.WAITING, "")
    work()
    run.refresh_from_db()
    assert (run.state, run.done, files.path_of(run).stat().st_size) == (RunState.DONE, 2, run.size)


def test_an_import_whose_worker_was_killed_is_completed_by_the_next() -> None:
    names = [f"演示事项{number}号" for number in range(900)]
    run = runs.receive(make_upload(make_csv(*names)), by=make_editor())
    work()
    runs.confirm(run)
    worker = start_worker()
    made = Matter.objects.filter(name__startswith="演示事项")
    wait_until(lambda: made.exists() or worker.poll() is not None)
    worker.kill()
    worker.communicate()
    ExchangeRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(beat_at=timezone.now() - timedelta(minutes=3))
    run.refresh_from_db()
    assert (runs.is_broken_off(run), 0 < made.count() < len(names)) == (True, True)
    runs.again(run)
    work()
    run.refresh_from_db()
    assert (run.state, made.count(), run.report["created"] + run.report["unchanged"]) == (RunState.DONE, 900, 900)


def wait_until(happened: Any, seconds: float = 60) -> None:
    """Look again and again."""
    end = time.monotonic() + seconds
    while not happened() and time.monotonic() < end:
        time.sleep(0.02)
