"""One database's part: makes the year up, counts it, asks for the figures, and holds them against plain SQL.

`python -m benchmarks.figures_arena VENDOR` with DATABASE_URL set; writes var/bench/figures/VENDOR.json. BENCH_NOTICES asks for fewer documents.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter, process_time
from typing import Any

from benchmarks import database
from benchmarks.figures import FOLDER
from benchmarks.measuring import Case

NOTICES = int(os.environ.get("BENCH_NOTICES", 200_000))
SINCE, UNTIL, TODAY = date(2026, 1, 1), date(2026, 12, 31), date(2026, 11, 20)
DAYS, PADDING = 320, 300
"""Days of the year that are filled; characters that make a snapshot about as large as a kilobyte."""
ROUNDS = 12


def main(vendor: str) -> None:
    """Fill, count, measure, compare."""
    database.set_up()
    database.load()
    from benchmarks import figures_year
    from oversight.figures import freshening

    started = perf_counter()
    ground = figures_year.prepare(padding=PADDING)
    figures_year.fill(ground, notices=NOTICES, first=SINCE, days=DAYS)
    notes = [_said("made up", started)]
    started = perf_counter()
    freshening.from_scratch()
    notes += [_said("counted from scratch", started), _sizes()]
    _analyze()
    cases = [*_whole(vendor), *_parts(vendor), *_pages(vendor, ground)]
    found = {"cases": [vars(case) for case in cases], "wrong": _wrong(), "notes": notes}
    (FOLDER / f"{vendor}.json").write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _whole(vendor: str) -> list[Case]:
    """The dashboard of the district, and its reference."""
    from benchmarks import figures_sql

    ours = _asked(f"figures of a year, {vendor}", f"plain SQL over the ledger, {vendor}")
    reference = Case(f"plain SQL over the ledger, {vendor}")
    for _ in range(2):
        reference.time(lambda: _nothing(figures_sql.ledger(SINCE, UNTIL, TODAY)))
    return [ours, reference]


def _parts(vendor: str) -> list[Case]:
    """Of one site, of one clerk."""
    from accounts.models import StaffUser
    from matters.models import Site

    site = Site.objects.order_by("pk")[0]
    clerk = StaffUser.objects.filter(site=site, username__startswith="year-")[0]
    reference = f"plain SQL over the ledger, {vendor}"
    return [
        _asked(f"of a site, {vendor}", reference, site=site),
        _asked(f"of a clerk, {vendor}", reference, clerk=clerk),
    ]


def _pages(vendor: str, ground: Any) -> list[Case]:
    """The whole page, view and template: with nothing new, and the first look after one more sheet and twenty with all that comes of them."""
    from random import Random

    from benchmarks import figures_year

    show, reference, random = _page(), f"plain SQL over the ledger, {vendor}", Random(1)
    cases = []
    for new in (0, 1, 20):
        case = Case(f"page of a year, {new} new sheets, {vendor}", reference)
        spent = 0.0
        for _ in range(ROUNDS):
            figures_year.day_of(ground, random, date(2026, 11, 16), new)
            started = process_time()
            case.time(show)
            spent += process_time() - started
        case.extra = {"queries": _queries(show), "own_cpu_ms": round(spent / ROUNDS * 1000, 1)}
        cases.append(case)
    return cases


def _page() -> Callable[[], bytes]:
    """Asks for the dashboard of the district as its chief, once before anything is measured."""
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from accounts.models import StaffUser

    settings.STATIC_ROOT = database.OUT / "static"
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(StaffUser.objects.create(username="year-chief", is_superuser=True, is_staff=True))
    address = f"{reverse('oversight_figures')}?since={SINCE}&until={UNTIL}"

    def show() -> bytes:
        answer = client.get(address, secure=True)
        if answer.status_code != 200:
            raise RuntimeError(f"{address} answers {answer.status_code}")
        return answer.content

    show()
    return show


def _analyze() -> None:
    """What a database that has been in use does by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _asked(name: str, reference: str, **of: Any) -> Case:
    case = Case(name, reference)
    _figures(**of)
    started = process_time()
    for _ in range(ROUNDS):
        case.time(lambda: _nothing(_figures(**of)))
    spent = (process_time() - started) / ROUNDS
    case.extra = {"queries": _queries(lambda: _figures(**of)), "own_cpu_ms": round(spent * 1000, 1)}
    return case


def _queries(show: Callable[[], Any]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        show()
    return len(captured)


def _figures(**of: Any) -> Any:
    from accounts.models import StaffUser
    from oversight.figures.asked import Asked
    from oversight.figures.counting import figures

    return figures(Asked(since=SINCE, until=UNTIL, **of), StaffUser(is_superuser=True))


def _wrong() -> list[str]:
    """The figures that differ from the SQL."""
    from benchmarks import figures_ours as ours
    from benchmarks import figures_sql as sql
    from oversight.figures import of_papers
    from oversight.figures.asked import Asked
    from oversight.figures.counting import count

    of_papers.papers.__defaults__ = (100_000,)
    found = count(Asked(since=SINCE, until=UNTIL), today=TODAY, counted_at=None)
    when = (SINCE, UNTIL, TODAY)
    pairs = (
        (ours.ledger(found), sql.ledger(*when)),
        (ours.voices(found), sql.voices(*when)),
        (ours.told_by(found), sql.told_by(*when)),
    )
    return [f"{key} differs from plain SQL" for mine, theirs in pairs for key in theirs if mine[key] != theirs[key]]


def _sizes() -> str:
    from notices.models import Notice, Visit
    from oversight.models import HourTally, PaperTally, Tally

    models = (Notice, Visit, Tally, HourTally, PaperTally)
    return ", ".join(f"{model.objects.count():,} {model.__name__}" for model in models)


def _said(what: str, started: float) -> str:
    return f"{what} in {perf_counter() - started:.1f} s"


def _nothing(_: object) -> None:
    """Figures have no bytes."""


if __name__ == "__main__":
    os.chdir(database.ROOT)
    main(sys.argv[1])
