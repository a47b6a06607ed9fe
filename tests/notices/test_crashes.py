"""Whatever dies while notices are given out, the ledger stays whole: the server, the database, the disk.

Once for each way on an ordinary run, with FULL=1 a hundred times in all over both databases.
"""

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.notices.cluster import UNLIMITED, WAL_SEGMENT, Cluster, binaries, cluster

TIMES = 17 if os.environ.get("FULL") else 1
WINDOWS, SEED = 2, 20260309
TOAST = "SELECT pg_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'public.notices_notice'::regclass"


class Hall:
    """Two windows on a database of their own, where anything may be killed. `report` holds what they were answered."""

    def __init__(self, url: str, report: Path, cluster: Cluster | None = None) -> None:
        self.report, self.cluster = report, cluster
        self.chance = random.Random(SEED)
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "govservice.settings"}
        command = [sys.executable, "-m", "tests.notices.crashing"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, stdin=pipe, stdout=pipe, text=True
        )
        self.windows: list[int] = []

    def tell(self, do: str, **command: Any) -> Any:
        self.process.stdin.write(json.dumps({"do": do, **command}) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def open(self, pages: int | None = None) -> None:
        report = str(self.report)
        self.windows = [self.tell("open", number=n, report=report, pages=pages) for n in range(WINDOWS)]

    def kill_windows(self) -> None:
        for pid in self.windows:
            self.tell("close", pid=pid)

    def wait_for(self, word: str, more: int) -> None:
        """Until every window reported that word so many times more; then a moment longer, so that the end comes anywhere in an issue."""
        patience, before = time.monotonic() + 60, self._counted(word)
        while any(n < before[window] + more for window, n in self._counted(word).items()):
            assert time.monotonic() < patience, self.report.read_text("utf-8")[-2000:]
            time.sleep(0.005)
        time.sleep(self.chance.uniform(0, 0.05))

    def _counted(self, word: str) -> dict[int, int]:
        text = self.report.read_text("utf-8") if self.report.exists() else ""
        told = [line["window"] for line in map(json.loads, text.splitlines()) if word in line]
        return {window: told.count(window) for window in range(WINDOWS)}

    def wrong(self) -> list[str]:
        return self.tell("prove", report=str(self.report))

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def the_server_dies(hall: Hall) -> None:
    hall.open()
    hall.wait_for("serial", 3)
    hall.kill_windows()


def the_database_dies(hall: Hall) -> None:
    hall.open()
    hall.wait_for("serial", 3)
    hall.cluster.kill()
    hall.wait_for("error", 1)
    hall.cluster.start()
    hall.wait_for("serial", 2)
    hall.kill_windows()


def the_file_is_full(hall: Hall) -> None:
    hall.open(pages=hall.chance.randrange(5, 60))
    hall.wait_for("error", 1)
    hall.wait_for("serial", 2)
    hall.kill_windows()


def the_table_is_full(hall: Hall) -> None:
    """No room for another page of the rows; there is still some for the log."""
    hall.open()
    hall.wait_for("serial", 3)
    hall.cluster.limit(max(int(hall.cluster.ask(TOAST)), WAL_SEGMENT))
    hall.wait_for("error", 1)
    hall.cluster.limit(UNLIMITED)
    hall.wait_for("serial", 2)
    hall.kill_windows()


def the_log_is_full(hall: Hall) -> None:
    """No room for the log: PostgreSQL stops, and is started again when there is."""
    hall.open()
    hall.wait_for("serial", 3)
    hall.cluster.limit(WAL_SEGMENT // 4)
    hall.wait_for("error", 1)
    hall.cluster.kill()
    hall.cluster.start()
    hall.wait_for("serial", 2)
    hall.kill_windows()


ON_SQLITE = (the_server_dies, the_file_is_full)
ON_POSTGRESQL = (the_server_dies, the_database_dies, the_table_is_full, the_log_is_full)


@pytest.fixture
def hall(tmp_path: Path, db: None) -> Iterator[Hall]:
    """On a copy of the demo district, so that nothing has to be put back."""
    with ExitStack() as stack:
        if connection.vendor == "sqlite":
            copy = tmp_path / "crash.sqlite3"
            _copy(connection.settings_dict["NAME"], copy)
            made = Hall(f"sqlite:///{copy}", tmp_path / "report")
        elif binaries() is None:
            pytest.skip("PostgreSQL's own programs (initdb, postgres) are not here")
        else:
            own = stack.enter_context(cluster())
            own.take(connection.settings_dict)
            made = Hall(own.url, tmp_path / "report", own)
        stack.callback(made.end)
        yield made


def _copy(source: str, target: Path) -> None:
    """The demo district, without disturbing the tests that run meanwhile."""
    with sqlite3.connect(source) as here, sqlite3.connect(target) as there:
        here.backup(there)


def test_whatever_dies_no_notice_that_was_shown_is_lost_and_none_is_half(hall: Hall) -> None:
    crashes: tuple[Callable[[Hall], None], ...] = ON_POSTGRESQL if hall.cluster else ON_SQLITE
    for crash in crashes * TIMES:
        crash(hall)
        assert (crash.__name__, hall.wrong()) == (crash.__name__, [])
