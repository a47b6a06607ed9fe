"""The exit codes of the commands (0 done, 1 refused, 2 usage), in processes of their own beside an empty SQLite database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def run(*arguments: str, database: str) -> subprocess.CompletedProcess[str]:
    """manage.py in a process of its own."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "MEDIA_ROOT": str(Path(database.partition(":///")[2]).parent),
    }
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An SQLite database without any rows."""
    database = f"sqlite:///{tmp_path_factory.mktemp('commands') / 'db.sqlite3'}"
    assert run("migrate", database=database).returncode == 0
    return database


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check_ledger"], 0),
        (["load_demo", "--logins"], 0),
        (["render_sheet", "NOSUCH", "--out", "/tmp/never.pdf"], 1),
        (["issue_notice", "NOSUCH", "--site", "x", "--clerk", "y"], 1),
        (["render_sheet"], 2),
        (["render_sheet", "NOSUCH", "--out", "x.pdf", "--date", "tomorrow"], 2),
        (["issue_notice", "NOSUCH", "--site", "x", "--clerk", "y", "--manner", "pigeon"], 2),
        (["check_ledger", "--colour"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_codes(empty: str, arguments: list[str], code: int) -> None:
    ended = run(*arguments, database=empty)
    assert (ended.returncode, bool(ended.stderr)) == (code, code != 0), ended.stderr
