"""All figures of a district over a year of 200,000 documents, on SQLite and on a throw-away PostgreSQL; beside them the ledger itself added up by
plain SQL. Afterwards every figure is held against that SQL.
"""

import json
import shutil
from typing import Any

from benchmarks import issuing
from benchmarks.database import OUT
from benchmarks.measuring import Bar, Case, Outcome, p50_ms, percentile

FOLDER = OUT / "figures"
LIMIT_MS = 500


def run() -> Outcome:
    """Both databases one after the other, each in a process of its own, because Django knows one database a process."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    sqlite = {"DATABASE_URL": f"sqlite:///{FOLDER / 'ledger.sqlite3'}"}
    issuing.arena("benchmarks.figures_arena", "sqlite", sqlite, [])
    issuing.on_postgresql("benchmarks.figures_arena")
    found = {vendor: _found(vendor) for vendor in ("sqlite", "postgresql")}
    cases = [Case(**row) for one in found.values() for row in one["cases"]]
    return Outcome(
        cases,
        bars=[bar for case in cases if case.extra.get("queries") for bar in _bars(case)],
        wrong=[f"{vendor}: {text}" for vendor, one in found.items() for text in one["wrong"]],
        notes=[f"{vendor}: {text}" for vendor, one in found.items() for text in one["notes"]],
    )


def _bars(case: Case) -> list[Bar]:
    return [
        Bar(f"{case.name}, p50 ms", p50_ms(case), LIMIT_MS),
        Bar(f"{case.name}, p95 ms", percentile(case.seconds, 0.95) * 1000, LIMIT_MS),
    ]


def _found(vendor: str) -> dict[str, Any]:
    path = FOLDER / f"{vendor}.json"
    return (
        json.loads(path.read_text("utf-8"))
        if path.exists()
        else {"cases": [], "wrong": ["did not finish"], "notes": []}
    )
