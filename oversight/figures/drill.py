"""Tables by level, site, department, window and clerk that lead further down: each name to its own figures, each count to its rows. Pure."""

from urllib.parse import urlencode

from django.urls import reverse

from oversight.figures import figure
from oversight.figures.asked import Asked
from oversight.figures.tables import Column, Row, Table

_COUNTS = (
    Column(label="告知单"),
    Column(label="作废"),
    Column(label="签收率", unit="%"),
    Column(label="申请"),
    Column(label="多次跑"),
    Column(label="多次来访率", unit="%"),
    Column(label="评价"),
    Column(label="满意率", unit="%"),
)
_BY = {"site": "办事地点", "department": "部门", "window": "窗口", "clerk": "首问责任人", "level": "层级"}


def table_of(table: figure.Table, asked: Asked) -> Table:
    """One row a site (department, window, clerk): its name leads to its own figures of the same days."""
    return Table(
        key=f"by-{table.by}",
        title=table.name,
        columns=(Column(label=_BY.get(table.by, table.name), is_number=False), *_COUNTS),
        rows=tuple(_row(table.by, row, asked) for row in table.rows),
    )


def _row(by: str, row: figure.TableRow, asked: Asked) -> Row:
    name = row.window if by == "window" and asked.site else row.name
    counts = (row.told, row.void, row.signed_rate, row.filings, row.repeated, row.repeat_rate, row.rated)
    return Row(cells=(name, *counts, row.content_rate), urls=(_further(by, row, asked), *("" for _ in _COUNTS)))


def _further(by: str, row: figure.TableRow, asked: Asked) -> str:
    of = {"site": f"site:{row.pk}", "department": f"department:{row.pk}", "clerk": f"clerk:{row.pk}"}.get(by, "")
    if by == "window" and row.window:
        of = f"window:{row.pk}:{row.window}"
    if not of:
        return ""
    days = {"since": asked.since.isoformat(), "until": asked.until.isoformat()}
    return f"{reverse('oversight_figures')}?{urlencode({**days, 'of': of})}"
