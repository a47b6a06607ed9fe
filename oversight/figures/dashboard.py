"""All that the page of figures shows, in one value: the numbers of a period, of the one before, the charts and the tables."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.models import StaffUser
from oversight.figures import charts, drill
from oversight.figures.asked import Asked
from oversight.figures.by_day import told_by_day
from oversight.figures.charts import Chart
from oversight.figures.counting import figures
from oversight.figures.figure import Figures
from oversight.figures.limits import limits_by_department
from oversight.figures.page import CardGroup, card_groups
from oversight.figures.papers import PaperLine, paper_lines
from oversight.figures.past import past_figures
from oversight.figures.periods import before
from oversight.figures.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """`past_since` and `past_until` are the days compared with. `papers_chart` is the picture of `papers`, empty without any."""

    found: Figures
    past_since: date
    past_until: date
    groups: tuple[CardGroup, ...]
    charts: tuple[Chart, ...]
    papers: tuple[PaperLine, ...]
    papers_chart: str
    tables: tuple[Table, ...]


def dashboard(asked: Asked, user: StaffUser) -> Dashboard:
    """Raises CannotDo where that is beyond what `user` may see. A constant number of queries."""
    past = before(asked.since, asked.until)
    now = figures(asked, user)
    older = past_figures(replace(asked, since=past[0], until=past[1])) if now.is_ready else {}
    return Dashboard(
        found=now,
        past_since=past[0],
        past_until=past[1],
        groups=card_groups(now, older, asked),
        charts=_charts(now, asked),
        papers=paper_lines(now, asked, user),
        papers_chart=charts.papers(now) if now.papers else "",
        tables=tuple(drill.table_of(table, asked) for table in now.tables if table.rows),
    )


def _charts(now: Figures, asked: Asked) -> tuple[Chart, ...]:
    """Those that there is something to draw for."""
    over_time = charts.by_day(told_by_day(asked)) or charts.months(now)
    limits = charts.limits(limits_by_department(asked))
    return tuple(filter(None, (over_time, charts.busy_hours(now), limits)))
