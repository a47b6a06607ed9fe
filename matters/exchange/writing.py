"""The catalog into a file: xlsx, csv or json by its ending, written beside the target and put in its place when it is whole."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from accounts import audit
from accounts.models import StaffUser
from matters.enums import Standing
from matters.exchange import json_file
from matters.exchange.columns import TABLES
from matters.exchange.columns_written import written
from matters.exchange.files import sha256_of
from matters.exchange.progress import OnProgress, silent
from matters.exchange.writing_csv import CsvWriter
from matters.exchange.writing_shape import shape_of
from matters.exchange.writing_workbook import WorkbookWriter
from matters.keeping import copies_of
from matters.models import Matter
from matters.models.matter import MatterQuerySet
from matters.working_copy import WorkingCopy

ENDINGS = ("xlsx", "csv", "json")
Copies = Iterator[WorkingCopy]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written: how many matters, the file's sha256, and what the receiver may refuse (lines in Chinese)."""

    matters: int
    sha256: str
    problems: tuple[str, ...] = ()


def exportable() -> MatterQuerySet:
    """The matters an export holds when nobody chose: all that are neither retired nor merged away."""
    return Matter.objects.exclude(standing=Standing.RETIRED).filter(merged_into=None)


def export(
    path: Path,
    matters: MatterQuerySet,
    *,
    by: StaffUser | None = None,
    filename: str = "",
    form: str = "",
    on_progress: OnProgress = silent,
) -> Exported:
    """Write the working copies of `matters`, ordered by public code. `form` is xlsx, csv or json, without it the path's ending.

    The same content is the same file, to the byte. Raises KeyError for another form, and `writing_workbook.TooLong`.
    """
    pks = list(matters.order_by("code").values_list("pk", flat=True))
    write = _FORMS[form or path.suffix.lower().removeprefix(".")]
    with in_place_of(path) as beside:
        write(beside, told(pks, on_progress))
    done = Exported(matters=len(pks), sha256=sha256_of(path))
    audit.record(actor=by, action="export", target=filename or path.name, sha256=done.sha256, matters=done.matters)
    return done


def told(pks: Sequence[int], on_progress: OnProgress) -> Copies:
    """The working copies, saying how many have been read."""
    for done, (_, copy) in enumerate(copies_of(pks), 1):
        yield copy
        if done % 100 == 0 or done == len(pks):
            on_progress(done, len(pks))


@contextmanager
def in_place_of(path: Path) -> Iterator[Path]:
    """A file beside `path` that becomes it when the block ends well; else nothing is left of it."""
    handle, name = tempfile.mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        yield beside
        beside.chmod(0o640)
        beside.replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            beside.unlink()
        raise


def _write_json(path: Path, copies: Copies) -> None:
    with path.open("wb") as file:
        file.writelines(json_file.lines(copies))


def _write_tables(path: Path, copies: Copies, writer: WorkbookWriter | CsvWriter) -> None:
    for copy in copies:
        for table in TABLES:
            writer.add(table.name, written(table, copy))
    writer.close()


_SHAPES = tuple(map(shape_of, TABLES))
_FORMS: Mapping[str, Callable[[Path, Copies], None]] = {
    "json": _write_json,
    "csv": lambda path, copies: _write_tables(path, copies, CsvWriter(path, _SHAPES)),
    "xlsx": lambda path, copies: _write_tables(path, copies, WorkbookWriter(path, _SHAPES)),
}
