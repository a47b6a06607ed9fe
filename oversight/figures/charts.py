"""The charts of a `Figures`, each made of the numbers that stand in the table beside it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from oversight.figures.by_day import Days
from oversight.figures.drawing import Bar
from oversight.figures.drawing_bars import bars
from oversight.figures.drawing_columns import columns
from oversight.figures.drawing_heat import WEEKDAYS, heat
from oversight.figures.drawing_limits import Shortened
from oversight.figures.drawing_limits import limits as limit_bars
from oversight.figures.figure import Figures
from oversight.figures.limits import Means
from oversight.figures.page import number
from oversight.figures.tables import Column, Row, Table

OFFICE_HOURS = (8, 18)
"""Hours that are always shown: from eight to six."""
MOST_PAPERS, MOST_OFFICES = 10, 8
"""Bars of one picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing as markup that is safe to put into a page, and the table with the same numbers. `is_wide`: needs a screen's width to be read."""

    title: str
    svg: str
    table: Table
    is_wide: bool = False


def months(found: Figures) -> Chart | None:
    """Sheets told month by month; None within one month."""
    if len(found.months) < 2:
        return None
    drawn = [Bar(f"{month.first.month}月", month.told, number(month.told)) for month in found.months]
    title = "每月出具的告知单"
    heads = ("告知单", "作废", "申请", "多次跑的申请")
    table = Table(
        key="months",
        title=title,
        columns=(Column(label="月份", is_number=False), *(Column(label=head) for head in heads)),
        rows=tuple(Row(cells=(f"{m.first:%Y-%m}", m.told, m.void, m.filings, m.repeated)) for m in found.months),
    )
    return Chart(title=title, svg=columns("months", title, drawn), table=table, is_wide=True)


def busy_hours(found: Figures) -> Chart:
    """Sheets told and visits by weekday and hour; hours in which nothing happens are left out beyond office hours."""
    counts = {(day, hour): n for day, row in enumerate(found.hours) for hour, n in enumerate(row) if n}
    used = [hour for _, hour in counts]
    hours = range(min([OFFICE_HOURS[0], *used]), max([OFFICE_HOURS[1], *(hour + 1 for hour in used)]))
    title = "什么时候最忙（出具告知单和来访）"
    table = Table(
        key="hours",
        title=title,
        columns=(Column(label="星期", is_number=False), *(Column(label=f"{hour}时") for hour in hours)),
        rows=tuple(
            Row(cells=(name, *(counts.get((day, hour), 0) for hour in hours))) for day, name in enumerate(WEEKDAYS)
        ),
    )
    return Chart(title=title, svg=heat("hours", title, counts, hours), table=table, is_wide=True)


def by_day(days: Days) -> Chart | None:
    """Sheets told day by day; None where there are no days to draw."""
    if not days:
        return None
    title = "每天出具的告知单"
    drawn = [Bar(f"{day.month}-{day.day}", told, number(told)) for day, told in days]
    rows = tuple(Row(cells=(f"{day:%Y-%m-%d}", WEEKDAYS[day.weekday()], told)) for day, told in days)
    columns_ = (
        Column(label="日期", is_number=False),
        Column(label="星期", is_number=False),
        Column(label="告知单"),
    )
    table = Table(key="days", title=title, columns=columns_, rows=rows)
    return Chart(title=title, svg=columns("days", title, drawn), table=table, is_wide=True)


def limits(found: Sequence[Means]) -> Chart | None:
    """The statutory limit and the promised one, by department; None without any."""
    if not found:
        return None
    title = "法定时限和承诺时限（按部门，各事项平均，工作日）"
    drawn = [Shortened(row.department, row.statutory, row.promised) for row in found[:MOST_OFFICES]]
    heads = (Column(label="事项"), Column(label="法定时限"), Column(label="承诺时限"), Column(label="压缩", unit="%"))
    rows = tuple(Row(cells=(row.department, row.matters, row.statutory, row.promised, _shorter(row))) for row in found)
    table = Table(
        key="limits",
        title=title,
        columns=(Column(label="部门", is_number=False), *heads),
        rows=rows,
        note="只算法定、承诺两种时限都有并且都按工作日计的事项；有几个时限的取最长的。",
    )
    return Chart(title=title, svg=limit_bars("limits", title, drawn, unit="个工作日"), table=table)


def _shorter(row: Means) -> float | None:
    return round(100 * (1 - row.promised / row.statutory), 1) if row.statutory else None


def papers(found: Figures) -> str:
    """The materials that are missing most, as bars."""
    drawn = [Bar(f"{p.material} · {p.subject}", p.times, f"{p.times:,}次") for p in found.papers[:MOST_PAPERS]]
    return bars("papers", "告知过仍然缺或错的材料", drawn)
