"""One window: `python -m benchmarks.issuing_worker issue|bare NUMBER QUOTA REPORT ARGUMENT…`.

Says "ready", waits for a line, then works until QUOTA rows are known to be written. What is known stands in REPORT, a JSON line each; a worker
that was killed and started again goes on from there. A row that was committed but not reported is found by its request key, not written twice.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks import database

ATTEMPTS = 3


def main(task: str, number: str, quota: str, report: str, *arguments: str) -> None:
    """Work off the quota; an exception is what a clerk would see as an error, so it is reported and the same request made again."""
    database.set_up()
    write = (_issuer if task == "issue" else _inserter)(number, *arguments)
    path = Path(report)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(ATTEMPTS):
        known = _known(path)
        for index in range(int(quota)):
            key = f"bench-{number}-{index}"
            if key not in known:
                _tell(path, {"key": key, **_timed(write, index, key)})


def _timed(write: Callable[[int, str], str], index: int, key: str) -> dict[str, Any]:
    started = perf_counter()
    try:
        serial = write(index, key)
    except Exception as error:
        return {"error": repr(error)}
    return {"serial": serial, "ms": (perf_counter() - started) * 1000}


def _issuer(number: str, *codes: str) -> Callable[[int, str], str]:
    """A clerk at a site, who gives out the matters in turn."""
    from accounts.models import StaffUser
    from matters.models import Matter
    from notices.issuing import issue

    clerk = StaffUser.objects.select_related("site").get(username=f"bench-{number}")
    matters = [Matter.objects.get(code=code) for code in codes]

    def write(index: int, key: str) -> str:
        matter = matters[index % len(matters)]
        return issue(matter=matter, site=clerk.site, clerk=clerk, request_key=key).serial

    return write


def _inserter(number: str, size: str) -> Callable[[int, str], str]:
    """The reference: one row of that many bytes, in a transaction of its own."""
    from django.db import connection, transaction

    connection.ensure_connection()
    payload = "x" * int(size)

    def write(index: int, key: str) -> str:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_row (name, payload) VALUES (%s, %s)", [key, payload])
        return key

    return write


def _tell(path: Path, line: dict[str, Any]) -> None:
    """One write of one line: a kill leaves whole lines only."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
    os.close(handle)


def _known(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {line["key"] for line in map(json.loads, lines) if "ms" in line}


if __name__ == "__main__":
    main(*sys.argv[1:])
