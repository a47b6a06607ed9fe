"""An import that is killed at any moment leaves whole matters only, and run again it completes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from matters.keeping import copies_of
from matters.models import Matter
from matters.working_copy import WorkingCopy
from tests.matters.exchange.bringing import bring, catalog, counts, new

MATTERS, KILLS = 700, 10
LONGEST = 0.06
"""Seconds: some batches of twenty."""
NAME, SEED = "演示批量", 20260309
NURSERY = """
import os, sys, django
django.setup()
from django.core.management import call_command
from matters.exchange import importing
importing.BATCH = 20
for line in sys.stdin:
    if not (child := os.fork()):
        call_command("import_matters", sys.argv[1], stdout=sys.stderr)
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("over", flush=True)
"""
"""Starts an import for every line it is given and says its number, then when it is over: Django is loaded once for all of them."""


def many() -> list[dict[str, Any]]:
    """Matters with several rows in several tables each."""
    rows: dict[str, Any] = {
        "requirements": [{"material": f"演示材料{n}"} for n in range(4)],
        "conditions": [{"text": f"条件{n}"} for n in range(3)],
        "steps": [{"name": f"环节{n}", "who": "窗口"} for n in range(3)],
        "faqs": [{"question": "问？", "answer": "答。"}],
    }
    return [new(f"{NAME}{number}", **rows) for number in range(MATTERS)]


def environment() -> dict[str, str]:
    """For another process on the same database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        url = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "govservice.settings"}


@contextmanager
def nursery(path: Path) -> Iterator[subprocess.Popen[str]]:
    """The process that imports of `path` are started from."""
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(path)], cwd=settings.BASE_DIR, env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as running:  # fmt: skip
        yield running
        running.stdin.close()  # type: ignore[union-attr]


def import_until(imports: Any, seconds: float) -> None:
    """Start an import and kill it that long after its first new matter is in."""
    before = Matter.objects.filter(name__startswith=NAME).count()
    imports.stdin.write("\n")
    imports.stdin.flush()
    child, patience = int(imports.stdout.readline()), time.monotonic() + 60
    while time.monotonic() < patience and Matter.objects.filter(name__startswith=NAME).count() == before:
        time.sleep(0.005)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    assert imports.stdout.readline() == "over\n"


def stored() -> list[WorkingCopy]:
    pks = Matter.objects.filter(name__startswith=NAME).values_list("pk", flat=True)
    return [copy for _, copy in copies_of(pks)]


def shape(copy: WorkingCopy) -> tuple[int, ...]:
    return tuple(len(rows) for rows in (copy.requirements, copy.conditions, copy.steps, copy.faqs))


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_whole_matters_and_completes_when_run_again(tmp_path: Path) -> None:
    path = catalog(tmp_path, *many())
    chance = random.Random(SEED)
    broken, reached = [], []
    with nursery(path) as imports:
        for _ in range(KILLS):
            import_until(imports, chance.uniform(0, LONGEST))
            reached.append(len(stored()))
            broken += [copy.name for copy in stored() if shape(copy) != (4, 3, 3, 1)]
    report = bring(path)
    assert (broken, reached == sorted(reached), reached[-1] < MATTERS) == ([], True, True)
    assert (len(stored()), counts(report)[3], counts(bring(path))) == (MATTERS, 0, (0, 0, MATTERS, 0))
