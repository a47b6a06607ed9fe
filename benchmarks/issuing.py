"""Many windows at once: eight processes issue at four sites, three of them are killed midway; on SQLite and on a throw-away PostgreSQL."""

import json
import os
import shutil
import subprocess
import sys

from benchmarks.database import OUT, ROOT
from benchmarks.measuring import Case, Outcome

FOLDER = OUT / "issuing"
SQLITE = FOLDER / "ledger.sqlite3"


def run() -> Outcome:
    """Both databases one after the other, each in a process of its own, because Django knows one database a process."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    cases: list[Case] = []
    wrong: list[str] = []
    notes: list[str] = []
    for vendor, start in (("sqlite", _on_sqlite), ("postgresql", on_postgresql)):
        status = start()
        found = _found(vendor)
        cases += [_case(f"issue, {vendor}", f"bare insert, {vendor}", found.get("issue"))]
        cases += [_case(f"bare insert, {vendor}", "", found.get("bare"))]
        wrong += [f"{vendor}: {text}" for text in found.get("wrong", [f"did not finish, exit code {status}"])]
        notes += [f"{vendor}: {text}" for text in found.get("notes", ())]
    return Outcome(cases, wrong=wrong, notes=notes)


def _on_sqlite() -> int:
    return arena("benchmarks.issuing_arena", "sqlite", {"DATABASE_URL": f"sqlite:///{SQLITE}"}, [])


def on_postgresql(module: str = "benchmarks.issuing_arena") -> int:
    """A cluster of its own with everything at its default: every commit waits for the disk, as at an office."""
    if shutil.which("pg_virtualenv") is None:
        print("pg_virtualenv (Debian package postgresql-common) is missing")
        return 127
    url = "postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/postgres"
    shell = f'DATABASE_URL="{url}" exec "$@"'
    return arena(module, "postgresql", {"LC_ALL": "C.UTF-8"}, ["pg_virtualenv", "-t", "bash", "-c", shell, "_"])


def arena(module: str, vendor: str, environment: dict[str, str], inside: list[str]) -> int:
    """Run that module's part for one database, in a process of its own `inside` another command; its exit code."""
    command = [*inside, sys.executable, "-m", module, vendor]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def _found(vendor: str) -> dict[str, object]:
    path = FOLDER / f"{vendor}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _case(name: str, reference: str, found: dict[str, object] | None) -> Case:
    if not found:
        return Case(name, reference)
    extra = {key: value for key, value in found.items() if key not in {"seconds", "bytes"}}
    return Case(name, reference, list(found["seconds"]), [found["bytes"]], extra)
