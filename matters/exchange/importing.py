"""A file into the catalog: read, understood, brought in batch by batch, reported, audited. The command and the pages call `bring_in`.

A preview is the same with `dry_run`: everything is done, the database's own rules included, and taken back batch by batch.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from accounts import audit
from accounts.models import StaffUser
from matters.exchange.applying import BATCH, apply
from matters.exchange.applying_case import Case, Import
from matters.exchange.files import sha256_of
from matters.exchange.given import FileRefused, Given
from matters.exchange.importing_publish import Publishers, check_inside, publish_all
from matters.exchange.importing_reading import MAX_ROWS, Reading
from matters.exchange.progress import OnProgress, silent
from matters.exchange.reading import kind_of
from matters.exchange.report import Report, Result
from matters.models import Department


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for. `filename` is what the user calls the file, `source` the key of its system (see `sources`), `accepted` kinds or ids of
    repairs or "all", `scope` the one department whose matters may be touched. `seen_at` is when the user was shown what would change.
    """

    filename: str = ""
    by: StaffUser | None = None
    source: str = ""
    accepted: Container[str] = ()
    scope: Department | None = None
    dry_run: bool = False
    seen_at: datetime | None = None
    publishers: Publishers | None = None
    max_rows: int = MAX_ROWS


def bring_in(path: Path, wish: Wish, *, on_progress: OnProgress = silent) -> Report:
    """Bring the file's matters in, a batch a transaction. Raises FileRefused before anything was written.

    It can be called again after it was cut off: what is in already is unchanged.
    """
    report = Report(file=wish.filename or path.name, sha256=sha256_of(path), dry_run=wish.dry_run)
    run = Import(
        via=f"导入 {report.file}",
        by=wish.by,
        scope=wish.scope,
        dry_run=wish.dry_run,
        seen_at=wish.seen_at,
        by_path=kind_of(path) == "json",
    )
    reading = Reading(path, on_progress)
    givens = reading.givens(source=wish.source, accepted=wish.accepted, max_rows=wish.max_rows)
    while batch := list(islice(_of_matters(givens, report), BATCH)):
        report.add(apply(batch, run, inside=_inside(wish)))
        on_progress(report.total, max(reading.total, report.total))
    report.problems[:0] = reading.problems
    _require_something(report)
    if wish.publishers and not wish.dry_run:
        publish_all(report, wish.publishers, on_progress=on_progress)
    if not wish.dry_run:
        _note(report, wish)
    return report


def _of_matters(givens: Iterator[Given], report: Report) -> Iterator[Given]:
    """Those that speak of a matter; what is said of sheets goes into the report."""
    for given in givens:
        if given.values or given.lists or given.is_refused:
            yield given
        else:
            report.problems += given.problems


def _require_something(report: Report) -> None:
    if not report.total:
        reasons = "；".join(dict.fromkeys(problem.message for problem in report.problems))
        raise FileRefused(f"文件里没有可以导入的事项。{reasons}")


def _inside(wish: Wish) -> Callable[[Sequence[Case]], None] | None:
    return check_inside if wish.publishers and wish.dry_run else None


def _note(report: Report, wish: Wish) -> None:
    counts: dict[str, Any] = {result.value: report.counts[result] for result in Result}
    counts |= {"sha256": report.sha256, "published": report.published}
    audit.record(actor=wish.by, action="import", target=report.file, **counts)
