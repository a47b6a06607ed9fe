"""A whole district's counters at once over HTTP: 50 clerks at 10 sites on a throw-away PostgreSQL, 10 clerks on SQLite, against a real gunicorn."""

import json
import os
import shutil
from typing import Any

from benchmarks import issuing
from benchmarks.database import OUT
from benchmarks.measuring import Case, Outcome

FOLDER = OUT / "counter"
SECONDS = 60
"""How long every load lasts."""


def run(seconds: int = SECONDS) -> Outcome:
    """Both databases one after the other, each in a process of its own, because Django knows one database a process."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    os.environ["BENCH_SECONDS"] = str(seconds)
    cases: list[Case] = []
    wrong: list[str] = []
    notes: list[str] = []
    sqlite = {"DATABASE_URL": f"sqlite:///{FOLDER / 'ledger.sqlite3'}"}
    for vendor, start in (
        ("postgresql", lambda: issuing.on_postgresql("benchmarks.counter_arena")),
        ("sqlite", lambda: issuing.arena("benchmarks.counter_arena", "sqlite", sqlite, [])),
    ):
        status = start()
        found = _found(vendor)
        cases += [_case(row) for row in found.get("cases", ())]
        wrong += [f"{vendor}: {text}" for text in found.get("wrong", [f"did not finish, exit code {status}"])]
        notes += [f"{vendor}: {text}" for text in found.get("notes", ())]
    return Outcome(cases, wrong=wrong, notes=notes)


def _found(vendor: str) -> dict[str, Any]:
    path = FOLDER / f"{vendor}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _case(row: dict[str, Any]) -> Case:
    return Case(row["name"], row["reference"], row["seconds"], row["sizes"], row["extra"])
