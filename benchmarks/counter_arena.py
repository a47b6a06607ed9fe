"""One database's run: prepares it, starts the server, lets the clerks loose on it, and looks afterwards whether the ledger is whole.

`python -m benchmarks.counter_arena VENDOR` with DATABASE_URL and BENCH_SECONDS set; writes var/bench/counter/VENDOR.json.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.request import urlopen

from benchmarks import database
from benchmarks.counter import FOLDER
from benchmarks.counter_load import PASSWORD

SITES, MATTERS, WORKERS = 10, 6, 2
SAMPLE, WARM_UP = 20, 3
"""Sheets rendered for the reference, and before it."""
PACE = 15
"""Seconds from one notice to the next of a clerk who is as busy as can be."""


@dataclass(frozen=True)
class Load:
    """What the clerks of one run do: `every` seconds a notice, 0 as fast as they are answered; `pdf`: each fetches the paper too."""

    name: str
    every: int = 0
    pdf: bool = False


LOADS = (Load("flat out"), Load("printing flat out", pdf=True), Load(f"every {PACE} s", PACE, pdf=True))
CLERKS = {"postgresql": 50, "sqlite": 10}
STEPS = {"issue": "issue", "pdf": "PDF", "whole": "in all"}
"""What is reported: the POST that issues, the paper, and everything from the matter's page on."""


def main(vendor: str) -> None:
    """The loads one after the other on one server; then the reference and the proof."""
    os.environ["SECURE_SSL_REDIRECT"] = "0"
    database.set_up()
    database.load()
    plan = {"seconds": int(os.environ["BENCH_SECONDS"]), "clerks": _clerks(CLERKS[vendor])}
    lines: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []
    reference = f"WeasyPrint alone, {vendor}"
    with _server(vendor) as port:
        for number, load in enumerate(LOADS):
            report = FOLDER / f"{vendor}-{number}.json"
            found = _let_loose({**plan, "port": port, "every": load.every, "pdf": load.pdf, "report": str(report)})
            lines += found["lines"]
            cases += _cases(f"{CLERKS[vendor]} clerks {load.name}, {vendor}", found, reference)
    from benchmarks.counter_proof import wrong_with

    found = {
        "cases": [*cases, _alone(reference)],
        "wrong": wrong_with(lines),
        "notes": [f"{sum('pk' in line for line in lines)} notices, {sum('error' in line for line in lines)} errors"],
    }
    (FOLDER / f"{vendor}.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _cases(name: str, found: dict[str, Any], reference: str) -> list[dict[str, Any]]:
    """A case a step, as far as these clerks took it."""
    done = [line for line in found["lines"] if "pk" in line]
    extra = {"rows": len(done), "per_second": round(len(done) / found["wall"], 1)}
    return [
        {
            "name": f"{label}: {name}",
            "reference": reference,
            "seconds": [line["seconds"][step] for line in done],
            "sizes": [line["bytes"] for line in done if step == "pdf"],
            "extra": {**extra, "errors": len(found["lines"]) - len(done)},
        }
        for step, label in STEPS.items()
        if done and step in done[0]["seconds"]
    ]


def _let_loose(plan: dict[str, Any]) -> dict[str, Any]:
    """The load in a process of its own, so that it does not share the server's or this one's interpreter."""
    command = [sys.executable, "-m", "benchmarks.counter_load"]
    subprocess.run(command, input=json.dumps(plan), text=True, cwd=database.ROOT, check=True)
    return json.loads(open(plan["report"], encoding="utf-8").read())


@contextmanager
def _server(vendor: str) -> Iterator[int]:
    """The product as `script/server` starts it, on a free port."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "govservice.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(WORKERS), "--worker-class", "sync", "--timeout", "60", "--no-control-socket"]
    with open(FOLDER / f"{vendor}-server.log", "wb") as log:
        server = subprocess.Popen(command, cwd=database.ROOT, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz")
            yield port
        finally:
            server.terminate()
            server.wait()


def _wait_for(address: str) -> None:
    for _ in range(200):
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _clerks(count: int) -> list[dict[str, Any]]:
    """As many clerks in turn at ten sites, and the pages of matters handled at all of these, every question answered, their rungs stored."""
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Group

    from accounts.models import StaffUser

    sites, paths = _ground()
    role, password = Group.objects.get(name="窗口人员"), make_password(PASSWORD)
    for number in range(count):
        values = {"display_name": f"演示{number + 1:02d}号", "site": sites[number % len(sites)], "password": password}
        user, _ = StaffUser.objects.update_or_create(username=f"bench-{number}", defaults=values)
        user.groups.add(role)
    return [{"username": f"bench-{number}", "paths": paths} for number in range(count)]


def _ground() -> tuple[list[Any], list[str]]:
    """Ten sites, and the paths of matters with questions that are handled at all of them."""
    from matters.enums import Standing
    from matters.models import Matter, Site

    sites: list[Any] = []
    paths: list[str] = []
    for matter in Matter.objects.filter(standing=Standing.LIVE, questions__isnull=False).distinct():
        ready = _ready(matter)
        sites = sites or (
            [Site.objects.get(code=code) for code in sorted(ready)[:SITES]] if len(ready) >= SITES else []
        )
        if sites and len(paths) < MATTERS and {site.code for site in sites} <= set(ready):
            paths.append(_path(matter, sites))
    return sites, paths


def _ready(matter: Any) -> list[str]:
    from matters.handling_places import places_for
    from matters.publishing import edition_in_force

    return [place.code for place in places_for(edition_in_force(matter).guide, matter)]


def _path(matter: Any, sites: list[Any]) -> str:
    """The page of the matter with the first option of every question; that situation's rung is found and stored here."""
    from matters.publishing import edition_in_force
    from notices.composing import gather
    from notices.fitting import setting_for

    edition = edition_in_force(matter)
    answers = {question.key: question.options[0].key for question in edition.guide.questions}
    for site in sites:
        setting_for(edition, gather(edition, answers, site))
    return f"/counter/m/{matter.code}/?" + "&".join(f"a={key}.{option}" for key, option in answers.items())


def _alone(name: str) -> dict[str, Any]:
    """WeasyPrint by itself on the sheets that were just issued, nothing else running."""
    from benchmarks.measuring import Case
    from benchmarks.sheet import weasyprint_alone
    from notices.html import render_html
    from notices.ladder import SETTINGS
    from notices.models import Notice

    case, warm_up = Case(name), Case("")
    for number, notice in enumerate(Notice.objects.order_by("-pk")[: WARM_UP + SAMPLE]):
        html = render_html(notice.sheet, SETTINGS[notice.setting])
        (case if number >= WARM_UP else warm_up).time(lambda html=html: weasyprint_alone(html))
    return {"name": name, "reference": "", "seconds": case.seconds, "sizes": case.sizes, "extra": {}}


if __name__ == "__main__":
    os.chdir(database.ROOT)
    main(sys.argv[1])
