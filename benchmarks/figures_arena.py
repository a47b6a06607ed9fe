"""One database's part: makes the year up, counts it, asks for the figures, and holds them against plain SQL.

`python -m benchmarks.figures_arena VENDOR` with DATABASE_URL set; writes var/bench/figures/VENDOR.json. BENCH_NOTICES asks for fewer documents.
"""

import json
import os
import sys
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
    cases = [*_whole(vendor), *_parts(vendor), _fresh(vendor, ground)]
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


def _fresh(vendor: str, ground: Any) -> Case:
    """The first look after twenty more documents with all that comes of them."""
    from random import Random

    from benchmarks import figures_year

    case, random = Case(f"with 20 new documents, {vendor}", f"plain SQL over the ledger, {vendor}"), Random(1)
    for _ in range(5):
        figures_year.day_of(ground, random, date(2026, 11, 16), 20)
        case.time(lambda: _nothing(_figures()))
    return case


def _asked(name: str, reference: str, **of: Any) -> Case:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    case = Case(name, reference)
    _figures(**of)
    started = process_time()
    for _ in range(ROUNDS):
        case.time(lambda: _nothing(_figures(**of)))
    spent = (process_time() - started) / ROUNDS
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _figures(**of)
    case.extra = {"queries": len(queries), "own_cpu_ms": round(spent * 1000, 1)}
    return case


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
