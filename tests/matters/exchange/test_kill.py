"""An import that is killed at any moment leaves whole matters only, and run again it completes."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from matters.keeping import copies_of
from matters.models import Matter
from matters.working_copy import WorkingCopy
from tests.matters.exchange.bringing import bring, catalog, counts, new

MATTERS, KILLS = 2400, 10
SEED = 20260309


def many() -> list[dict[str, Any]]:
    """Matters with several rows in several tables each."""
    rows: dict[str, Any] = {
        "requirements": [{"material": f"演示材料{n}"} for n in range(4)],
        "conditions": [{"text": f"条件{n}"} for n in range(3)],
        "steps": [{"name": f"环节{n}", "who": "窗口"} for n in range(3)],
        "faqs": [{"question": "问？", "answer": "答。"}],
    }
    return [new(f"演示批量{number}", **rows) for number in range(MATTERS)]


def environment() -> dict[str, str]:
    """For another process on the same database."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{values['NAME']}"
    else:
        url = f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "govservice.settings"}


def import_until(path: Path, seconds: float) -> None:
    """Start the import and kill it that long after its first matter is in (or let it end, when it is faster)."""
    command = [sys.executable, "manage.py", "import_matters", str(path)]
    before = Matter.objects.filter(name__startswith="演示批量").count()
    running = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while running.poll() is None and Matter.objects.filter(name__startswith="演示批量").count() == before:
        time.sleep(0.005)
    time.sleep(seconds)
    running.kill()
    running.wait()


def stored() -> list[WorkingCopy]:
    pks = Matter.objects.filter(name__startswith="演示批量").values_list("pk", flat=True)
    return [copy for _, copy in copies_of(pks)]


def shape(copy: WorkingCopy) -> tuple[int, ...]:
    return tuple(len(rows) for rows in (copy.requirements, copy.conditions, copy.steps, copy.faqs))


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_leaves_whole_matters_and_completes_when_run_again(tmp_path: Path) -> None:
    path = catalog(tmp_path, *many())
    chance = random.Random(SEED)
    broken, reached = [], []
    for _ in range(KILLS):
        import_until(path, chance.uniform(0, 0.15))
        reached.append(len(stored()))
        broken += [copy.name for copy in stored() if shape(copy) != (4, 3, 3, 1)]
    report = bring(path)
    assert (broken, reached == sorted(reached), reached[0] < MATTERS) == ([], True, True)
    assert (len(stored()), counts(report)[3], counts(bring(path))) == (MATTERS, 0, (0, 0, MATTERS, 0))
