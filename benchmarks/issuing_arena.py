"""One database's run: prepares it, drives the workers, kills three of them, and looks afterwards whether the ledger is whole.

`python -m benchmarks.issuing_arena VENDOR` with DATABASE_URL set; writes var/bench/issuing/VENDOR.json.
"""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import database
from benchmarks.issuing import FOLDER

WORKERS, QUOTA = 8, 200
SITES = ("beiguan", "dengtalu", "hongqilu", "ziyoulu")
MATTERS = 6
KILLED_AT = {0: 0.3, 3: 0.45, 6: 0.6}
"""Which workers are killed, and after which share of their quota."""


@dataclass
class Race:
    """What the workers of one run reported. `unreported` counts notices that were committed but not told before the kill."""

    lines: list[dict[str, Any]]
    wall: float
    kills: int = 0
    unreported: int = 0
    processes: dict[int, subprocess.Popen[str]] = field(default_factory=dict)

    @property
    def done(self) -> list[dict[str, Any]]:
        """The successes."""
        return [line for line in self.lines if "ms" in line]

    @property
    def errors(self) -> list[str]:
        """What a clerk would have seen as an error."""
        return [line["error"] for line in self.lines if "error" in line]

    def as_plain(self, size: int) -> dict[str, Any]:
        """For the report: seconds of every run, bytes of a row, and the rate over all processes."""
        return {
            "seconds": [line["ms"] / 1000 for line in self.done],
            "bytes": size,
            "per_second": round(len(self.done) / self.wall, 1),
            "rows": len(self.done),
            "processes": WORKERS,
            "killed": self.kills,
            "errors": len(self.errors),
        }


def main(vendor: str) -> None:
    """Issue, then the bare inserts of equal-sized rows by as many processes."""
    database.set_up()
    database.load()
    codes = _prepare()
    issued = race(vendor, "issue", codes, kills=KILLED_AT)
    size = row_size()
    _make_bare_table()
    bare = race(vendor, "bare", [str(size)], kills={})
    from benchmarks.issuing_proof import wrong_with

    found = {
        "issue": issued.as_plain(size),
        "bare": bare.as_plain(size),
        "wrong": wrong_with(issued.lines, WORKERS, QUOTA),
        "notes": [_note(issued, bare)],
    }
    (FOLDER / f"{vendor}.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _note(issued: Race, bare: Race) -> str:
    rates = [len(r.done) / r.wall for r in (issued, bare)]
    return (
        f"{len(issued.done)} notices by {WORKERS} processes at {len(SITES)} sites, {rates[0]:.0f}/s"
        f" (bare insert {rates[1]:.0f}/s), {issued.kills} killed, {issued.unreported} committed but not yet told when killed,"
        f" {len(issued.errors)} errors shown"
    )


def race(vendor: str, task: str, arguments: list[str], kills: dict[int, float]) -> Race:
    """Start all workers, let them go together, kill and restart as asked, and read what they reported."""
    reports = {number: FOLDER / f"{vendor}-{task}-{number}.jsonl" for number in range(WORKERS)}

    def start(number: int) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "benchmarks.issuing_worker",
            task,
            str(number),
            str(QUOTA),
            str(reports[number]),
        ]
        return subprocess.Popen([*command, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    run = Race([], 0, processes={number: start(number) for number in range(WORKERS)})
    for process in run.processes.values():
        process.stdout.readline()
    started = time.perf_counter()
    for process in run.processes.values():
        _go(process)
    pending = dict(kills)
    while pending:
        for number, share in list(pending.items()):
            if len(_lines(reports[number])) >= share * QUOTA:
                del pending[number]
                time.sleep(random.uniform(0, 0.2))  # anywhere in an issue, not just after the last one
                _kill(run, number, reports[number])
                run.processes[number] = start(number)
                _go(run.processes[number])
            elif run.processes[number].poll() is not None:
                raise RuntimeError(f"worker {number} ended by itself before it could be killed")
        time.sleep(0.01)
    for process in run.processes.values():
        process.wait()
    run.wall = time.perf_counter() - started
    run.lines = [line for path in reports.values() for line in _lines(path)]
    return run


def _go(process: subprocess.Popen[str]) -> None:
    process.stdin.write("go\n")
    process.stdin.flush()


def _kill(run: Race, number: int, report: Path) -> None:
    """No goodbye: SIGKILL, wherever in its transaction the worker is."""
    from notices.models import Notice

    run.processes[number].kill()
    run.processes[number].wait()
    run.kills += 1
    told = len([line for line in _lines(report) if "ms" in line])
    run.unreported += Notice.objects.filter(request_key__startswith=f"bench-{number}-").count() - told


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def _prepare() -> list[str]:
    """A clerk for every worker, two at a site; the codes of matters handled at all four, their rungs found and stored."""
    from accounts.models import StaffUser
    from matters.enums import Standing
    from matters.models import Matter, Site

    sites = [Site.objects.get(code=code) for code in SITES]
    for number in range(WORKERS):
        values = {"display_name": f"演示{number + 1:02d}号", "site": sites[number % len(sites)], "window": "1号窗口"}
        StaffUser.objects.get_or_create(username=f"bench-{number}", defaults=values)
    codes: list[str] = []
    for matter in Matter.objects.filter(standing=Standing.LIVE):
        if len(codes) < MATTERS and _is_ready_at(matter, sites):
            codes.append(matter.code)
    return codes


def _is_ready_at(matter: Any, sites: list[Any]) -> bool:
    from matters.publishing import edition_in_force
    from notices.composing import NotHandledHere, gather
    from notices.fitting import setting_for

    edition = edition_in_force(matter)
    try:
        gathered = [gather(edition, {}, site) for site in sites]
    except NotHandledHere:
        return False
    for ingredients in gathered:
        setting_for(edition, ingredients)
    return True


def row_size() -> int:
    """Bytes of a notice's row as text, in the middle of those just issued."""
    from notices.models import Notice

    sizes = sorted(
        len(json.dumps(row, default=str, ensure_ascii=False).encode()) for row in Notice.objects.values_list()[:200]
    )
    return sizes[len(sizes) // 2]


def _make_bare_table() -> None:
    from django.db import connection

    key = (
        "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
        if connection.vendor == "postgresql"
        else "INTEGER PRIMARY KEY AUTOINCREMENT"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench_row (id {key}, name VARCHAR(40) NOT NULL UNIQUE, payload TEXT NOT NULL)")


if __name__ == "__main__":
    os.chdir(database.ROOT)
    main(sys.argv[1])
