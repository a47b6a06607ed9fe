"""Any file into raw rows: safely, streaming, knowing nothing of what they mean.

`kinds` says what a file is. A workbook goes through `package` (the archive) → `workbook` (its frame) → `sheet` (rows) → `merged`; a csv through
`encodings` → `delimited`. Both end in `table`, whose header `headings` finds. Limits are set so that a hostile file is refused within
seconds and a few hundred megabytes; each stands as a constant where it is kept.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from matters.exchange.given import FileRefused
from matters.exchange.reading.cells import CellError, Formula
from matters.exchange.reading.delimited import delimited_tables
from matters.exchange.reading.kinds import Kind, kind_of
from matters.exchange.reading.merged import filled, ranges
from matters.exchange.reading.package import open_package
from matters.exchange.reading.sheet import sheet_rows
from matters.exchange.reading.table import RawTable, Run, make_table
from matters.exchange.reading.workbook import Sheet, read_workbook
from matters.exchange.reading.xml_parts import Patience

__all__ = ["MAX_BYTES", "MAX_ROWS", "CellError", "Formula", "Kind", "RawTable", "kind_of", "tables"]

MAX_BYTES = 100_000_000
"""Of an upload, and of any file where nobody says otherwise."""
MAX_ROWS = 400_000
"""Of all tables together, where nobody says otherwise."""
_EXPLANATION = re.compile(r"(填写|填表|填报|使用|导入|模板)?(说明|须知)|.*(字典|代码表)")
"""Names of worksheets that are for the person who fills in the others."""


def tables(
    path: Path, *, knows: Callable[[str], bool], max_bytes: int = MAX_BYTES, max_rows: int = MAX_ROWS
) -> Iterator[RawTable]:
    """The tables of a workbook or csv, in order; the rows of one are gone through before the next is asked for.

    `knows` says whether a text is a heading. `max_rows` counts the rows of all tables. Raises FileRefused, at once or when the rows come
    to the place, with a message in Chinese that says what to do; RuntimeError when rows are asked for after the next table was.
    """
    if path.stat().st_size > max_bytes:
        raise FileRefused(f"文件超过上限 {max_bytes / 1_000_000:,.0f} MB。请拆成几个文件分别导入。")
    run = Run(max_rows)
    kind = kind_of(path)
    if kind == "json":
        raise FileRefused("JSON 文件不是表格，不能按行读取。")
    read = _workbook_tables if kind == "xlsx" else delimited_tables
    try:
        for table in read(path, knows=knows, run=run):
            yield table
            run.table += 1
    finally:
        run.table += 1


def _workbook_tables(path: Path, *, knows: Callable[[str], bool], run: Run) -> Iterator[RawTable]:
    with open_package(path) as archive:
        patience = Patience()
        workbook = read_workbook(archive, patience)
        notes = workbook.notes
        for sheet in workbook.sheets:
            if skipped := _why_skipped(sheet):
                yield RawTable(sheet=sheet.name, skipped=skipped, notes=notes)
            else:
                merged = ranges(archive, sheet.part)
                rows = sheet_rows(archive, sheet.part, sheet=sheet.name, ground=workbook.ground, patience=patience)
                rows = filled(rows, merged)
                yield make_table(sheet.name, rows, knows=knows, run=run, merged=merged, notes=notes)
            notes = ()


def _why_skipped(sheet: Sheet) -> str:
    if sheet.is_hidden:
        return "工作表是隐藏的，没有读取"
    return "说明或字典页，不作为数据读取" if _EXPLANATION.fullmatch(sheet.name.strip()) else ""
