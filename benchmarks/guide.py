"""The public guide page through Django's test client, in a small and in a large catalog, beside a view that reads one row."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks import database
from benchmarks.measuring import Bar, Case, Outcome
from matters import seeding_catalog
from matters.models import Matter

SIZES = (30, 2000)
ROUNDS, PAGES, WARM_UP = 10, 30, 3
ONE_ROW = "a view that reads one row"
MAX_QUERIES = 3


def run() -> Outcome:
    """Pages and reference in turn, in a copy of the demo district's database that grows between the measurements."""
    database.load()
    _serve()
    cases, bars = [], []
    with _own_copy(database.OUT / "guide.sqlite3"):
        for size in SIZES:
            seeding_catalog.seed(size)
            one_row = Case(f"{ONE_ROW}, {size}")
            page = Case(f"guide page, {size} seeded matters", one_row.name)
            sheet = Case(f"blank sheet by its address, cached, {size}", one_row.name)
            queries = _measure(page, sheet, one_row)
            page.extra["queries"] = queries
            bars.append(Bar(f"queries of a guide page, {size} seeded matters", queries, MAX_QUERIES))
            cases += [page, sheet, one_row]
    return Outcome(cases, bars)


def _measure(page: Case, sheet: Case, one_row: Case) -> int:
    """Times into the three cases; returns the most queries any of the pages took."""
    client = Client(SERVER_NAME="127.0.0.1")
    codes = [seeding_catalog.code_of(number) for number in range(PAGES)]
    ids = [Matter.objects.get(code=code).pk for code in codes]
    queries = max(_queries(client, f"/g/{code}/") for code in codes)
    _get(client, f"/g/{codes[0]}/sheet.pdf")
    for round_number in range(-WARM_UP, ROUNDS):
        for code, pk in zip(codes, ids, strict=True):
            counted = (page, sheet, one_row) if round_number >= 0 else (Case(""), Case(""), Case(""))
            for case, path in zip(counted, (f"/g/{code}/", f"/g/{codes[0]}/sheet.pdf", f"/row/{pk}/"), strict=True):
                case.time(lambda path=path: _get(client, path))
    return queries


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _get(client, path)
    return len(captured)


def _get(client: Client, path: str) -> bytes:
    response = client.get(path, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answers {response.status_code}")
    return response.content


def _serve() -> None:
    """Static files collected as at an office, and the reference view beside the product's own."""
    settings.STATIC_ROOT = database.OUT / "static"
    settings.ROOT_URLCONF = "benchmarks.guide_urls"
    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _own_copy(path: Path) -> Iterator[None]:
    """Everything inside happens in a copy, so that the demo district stays as it is."""
    original = connection.settings_dict["NAME"]
    for stale in path.parent.glob(f"{path.name}*"):
        stale.unlink()
    connection.close()
    shutil.copy(original, path)
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
