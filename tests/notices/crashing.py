"""The windows of the crash tests: `python -m tests.notices.crashing` in a process that loads Django once and forks for everything it is told.

It reads a JSON line a command and answers with one. It never opens a connection itself, so that its children inherit none.
"""

import json
import os
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

SITES = ("beiguan", "dengtalu")
MATTER = "K7M2PA"
FAULTS = ("OperationalError", "InternalError", "InterfaceError")
"""What Django calls a database that is gone or cannot write."""


def main() -> None:
    """Until the input ends."""
    import django

    django.setup()
    from notices import issuing
    from notices.ladder import LADDER

    issuing.setting_for = lambda *_, **__: LADDER[0]  # as after publishing: issuing does not search
    for line in sys.stdin:
        command = json.loads(line)
        answer = COMMANDS[command.pop("do")](**command)
        print(json.dumps(answer, ensure_ascii=False), flush=True)


def open_window(number: int, report: str, pages: int | None = None) -> int:
    """The process in which that window now issues until it is killed; `pages` are what SQLite's file may still grow by."""
    if child := os.fork():
        return child
    try:
        _issue_on(number, Path(report), pages)
    finally:
        os._exit(1)


def close_window(pid: int) -> None:
    """Kill -9, wherever in its work it is."""
    os.kill(pid, 9)
    os.waitpid(pid, 0)


def prove(report: str) -> list[str]:
    """What is wrong with the ledger after what the windows reported; found by a process that dies afterwards as well."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        os.write(writing, json.dumps(_wrong(_lines(Path(report))), ensure_ascii=False).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        found = pipe.read()
    os.waitpid(child, 0)
    return json.loads(found or '["the proof itself died"]')


COMMANDS = {"open": open_window, "close": close_window, "prove": prove}


def _issue_on(number: int, report: Path, pages: int | None) -> None:
    """Notice after notice. One without an answer is asked for again with the same key, first of all the one a killed window left behind."""
    from django.db import connection

    if pages is not None:
        _limit(pages)
    left = [line for line in _lines(report) if line["window"] == number][-1:]
    key = left[0]["key"] if left and "serial" not in left[0] else ""
    for errors in count():
        key = key or f"{os.getpid()}-{time.time_ns()}"
        _tell(report, {"window": number, "key": key})
        try:
            _tell(report, {"window": number, "key": key, "serial": _issue(number, key)})
            key = ""
        except Exception as error:
            _tell(report, {"window": number, "key": key, "error": type(error).__name__, "words": str(error)[:200]})
            if pages is None or errors % 3 == 0:
                connection.close()  # the next one is asked on a new line, which has no limit any more
            time.sleep(0.02)


def _issue(number: int, key: str) -> str:
    from accounts.models import StaffUser
    from matters.models import Matter, Site
    from notices.issuing import issue

    site = Site.objects.get(code=SITES[number % len(SITES)])
    clerk = StaffUser.objects.filter(site__isnull=False).order_by("pk")[0]
    return issue(matter=Matter.objects.get(code=MATTER), site=site, clerk=clerk, request_key=key).serial


def _limit(pages: int) -> None:
    """A full disk for this connection: SQLite's file may grow by that many pages and no more."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0] + pages}")


def _wrong(lines: list[dict[str, Any]]) -> list[str]:
    """Every sentence is something that must not be: shown and lost, there and never shown, half, twice, a gap, a broken chain."""
    from benchmarks.issuing_proof import wrong_in_ledger
    from notices.models import Notice

    shown = {line["key"]: line["serial"] for line in lines if "serial" in line}
    stored = dict(Notice.objects.filter(request_key__isnull=False).values_list("request_key", "serial"))
    asked = {line["window"]: line["key"] for line in lines}
    unseen = set(stored) - set(shown) - set(asked.values())
    return [
        *(
            f"{serial} was shown, the ledger has {stored.get(key)}"
            for key, serial in shown.items()
            if stored.get(key) != serial
        ),
        *(f"{stored[key]} was never shown and nobody asks for it" for key in unseen),
        *(f"a clerk saw {line['words']}" for line in lines if line.get("error", FAULTS[0]) not in FAULTS),
        *wrong_in_ledger(),
    ]


def _tell(report: Path, line: dict[str, Any]) -> None:
    """One write of one line: a kill leaves whole lines only."""
    handle = os.open(report, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, (json.dumps(line, ensure_ascii=False) + "\n").encode())
    os.close(handle)


def _lines(report: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in report.read_text("utf-8").splitlines()] if report.exists() else []


if __name__ == "__main__":
    main()
