"""Export and import of a seeded catalog, matters a second, beside the bare libraries writing and reading the same cells in the same run."""

import csv
import json
import resource
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from openpyxl import Workbook, load_workbook

from benchmarks.measuring import Bar, Case, Outcome
from matters import demo, seeding_catalog
from matters.exchange.columns import TABLES
from matters.exchange.columns_written import written
from matters.exchange.importing import Wish, bring_in
from matters.exchange.json_file import lines
from matters.exchange.report import Result
from matters.exchange.writing import export, exportable
from matters.keeping import copies_of

SIZE, ROUNDS = 2000, 3
LEAST = {"json": 300, "csv": 300, "xlsx": 120}
"""Matters a second, each way."""
MEGABYTES = 1024
Cells = dict[str, list[tuple[object, ...]]]


def run() -> Outcome:
    """Each form in turn: out, the bare library, in again unchanged, and into an empty catalog with the same places."""
    cases: list[Case] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        _prepare(folder)
        with _on(folder / "full.sqlite3"):
            cells, plain = _cells(), json.loads(b"".join(lines(copy for _, copy in copies_of(_pks()))))
        wrong: list[str] = []
        for form in LEAST:
            cases += _measure(form, folder, cells, plain, wrong)
    return Outcome(cases, [*_bars(cases), _memory()], wrong)


def _prepare(folder: Path) -> None:
    """A catalog of SIZE matters, and one without any that has the same places, departments and topics."""
    for name, fill in (("full", lambda: seeding_catalog.seed(SIZE)), ("empty", _places)):
        with _on(folder / f"{name}.sqlite3"):
            call_command("migrate", verbosity=0)
            fill()


def _places() -> None:
    demo.load_places()
    seeding_catalog._topics()


def _measure(form: str, folder: Path, cells: Cells, plain: object, wrong: list[str]) -> list[Case]:
    bare_out, bare_in = Case(f"{form}: the bare library writes"), Case(f"{form}: the bare library reads")
    out = Case(f"{form}: export", bare_out.name)
    same = Case(f"{form}: import, nothing new", bare_in.name)
    new = Case(f"{form}: import into an empty catalog", bare_in.name)
    path, bare = folder / f"a.{form}", folder / f"bare.{form}"
    for _ in range(ROUNDS):
        bare_out.time(lambda: _BARE[form][0](bare, cells, plain))
        bare_in.time(lambda: _BARE[form][1](bare))
        with _on(folder / "full.sqlite3"):
            out.time(lambda: _sized(path, lambda: export(path, exportable())))
            same.time(lambda: _imported(path, Result.UNCHANGED, wrong))
        shutil.copy(folder / "empty.sqlite3", folder / "new.sqlite3")
        with _on(folder / "new.sqlite3"):
            new.time(lambda: _imported(path, Result.CREATED, wrong))
    for case in (out, same, new):
        case.extra["matters_per_second"] = round(SIZE / sorted(case.seconds)[len(case.seconds) // 2])
    return [out, same, new, bare_out, bare_in]


def _sized(path: Path, work: Callable[[], object]) -> bytes:
    work()
    return path.read_bytes()


def _imported(path: Path, expected: Result, wrong: list[str]) -> None:
    report = bring_in(path, Wish())
    if report.counts != {expected: SIZE}:
        wrong.append(f"{path.name}: {dict(report.counts)} instead of {SIZE} {expected}")


def _bars(cases: list[Case]) -> Iterator[Bar]:
    """Seconds a matter, so that less is better."""
    for case in cases:
        least = LEAST[case.name.partition(":")[0]]
        if rate := case.extra.get("matters_per_second"):
            yield Bar(f"{case.name}: milliseconds a matter ({rate} a second)", 1000 / rate, 1000 / least)


def _memory() -> Bar:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Bar("memory in MB", used, MEGABYTES)


def _pks() -> list[int]:
    return list(exportable().order_by("code").values_list("pk", flat=True))


def _cells() -> Cells:
    found: Cells = {table.sheet: [table.headings] for table in TABLES}
    for _, copy in copies_of(_pks()):
        for table in TABLES:
            found[table.sheet] += written(table, copy)
    return found


# --- The bare libraries, with the same cells


def _bare_workbook(path: Path, cells: Cells, plain: object) -> None:
    book = Workbook(write_only=True)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _read_workbook(path: Path) -> None:
    book = load_workbook(path, read_only=True)
    for sheet in book:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def _bare_csv(path: Path, cells: Cells, plain: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for rows in cells.values():
            writer.writerows(rows)


def _read_csv(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


_BARE: dict[str, tuple[Callable[[Path, Cells, object], None], Callable[[Path], object]]] = {
    "json": (
        lambda path, cells, plain: path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8") and None,
        lambda path: json.loads(path.read_bytes()) and None,
    ),
    "csv": (_bare_csv, _read_csv),
    "xlsx": (_bare_workbook, _read_workbook),
}


@contextmanager
def _on(path: Path) -> Iterator[None]:
    """Everything inside happens in that database."""
    original = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
