"""The published catalog as one file: json with whole guides, csv and xlsx with a row a matter."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from matters.exchange.writing_csv import BOM
from matters.exchange.writing_shape import shape
from matters.exchange.writing_workbook import WorkbookWriter
from matters.models import Edition
from matters.open_data import everything, linked
from matters.open_data.catalog_rows import COLUMNS, Cell, row
from matters.open_data.published import published_guide, raw_guide

_SHEET = "事项"


def write_json(path: Path, day: date) -> None:
    """`{"day": …, "matters": […], "bundles": […]}`, a guide a line."""
    with path.open("wb") as file:
        file.write(b'{"day":"%s","matters":[' % day.isoformat().encode())
        file.writelines(_listed(everything.matters(day)))
        file.write(b'\n],"bundles":[')
        file.writelines(_listed(everything.bundles(day)))
        file.write(b"\n]}\n")


def write_csv(path: Path, day: date) -> None:
    """UTF-8 with a byte order mark, so that spreadsheet programs open it."""
    with path.open("wb") as start:
        start.write(BOM)
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.heading for column in COLUMNS])
        writer.writerows(_rows(day))


def write_xlsx(path: Path, day: date) -> None:
    """One sheet, codes as text, the headings frozen."""
    codes = [place for place, column in enumerate(COLUMNS) if column.is_code]
    writer = WorkbookWriter(path, [shape(_SHEET, [tuple(column.heading for column in COLUMNS)], codes=codes)])
    writer.add(_SHEET, _rows(day))
    writer.close()


def write_linked(path: Path, day: date) -> None:
    """CPSV-AP as JSON-LD, a service a line."""
    with path.open("wb") as file:
        file.writelines(linked.whole(day))


WRITERS: Mapping[str, Callable[[Path, date], None]] = {
    "catalog.json": write_json,
    "catalog.csv": write_csv,
    "catalog.xlsx": write_xlsx,
    "cpsv-ap.jsonld": write_linked,
}


def _listed(batches: Iterable[list[Edition]]) -> Iterator[bytes]:
    separator = b"\n"
    for batch in batches:
        for edition in batch:
            yield separator + msgspec.json.encode(raw_guide(edition.subject, edition))
            separator = b",\n"


def _rows(day: date) -> Iterator[list[Cell]]:
    for batch in everything.matters(day):
        for edition in batch:
            yield row(published_guide(edition.subject, edition, edition.guide))
