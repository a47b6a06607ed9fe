"""月报: the figures of a month as one document, the same on screen, on paper and in a workbook."""

from dataclasses import dataclass, replace
from datetime import datetime

from accounts.models import StaffUser
from notices.models import OfficeProfile
from oversight.figures import charts, drill, monthly_tables
from oversight.figures.asked import Asked
from oversight.figures.charts import Chart
from oversight.figures.counting import figures
from oversight.figures.figure import Figures
from oversight.figures.monthly_rounds import rounds_table
from oversight.figures.monthly_words import sentences
from oversight.figures.papers import paper_lines
from oversight.figures.past import past_figures
from oversight.figures.periods import before
from oversight.figures.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyReport:
    """`whose` and `month` are its title's; `words` say it in sentences; `definitions` are (name, sentence), numbered as in the tables."""

    office: str
    whose: str
    month: str
    made_by: str
    made_at: datetime
    is_ready: bool
    is_complete: bool
    words: tuple[str, ...]
    main: Table
    parts: tuple[Table, ...]
    papers: Table
    papers_chart: str
    hours: Chart
    owners: tuple[Table, ...]
    rounds: Table
    definitions: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """`灯塔路街道便民服务中心 2026年10月 一次性告知工作月报`."""
        return f"{self.whose} {self.month} 一次性告知工作月报"

    @property
    def tables(self) -> tuple[Table, ...]:
        """All of them in the order of the paper."""
        return (self.main, *self.parts, self.papers, self.hours.table, *self.owners, self.rounds)


def report(asked: Asked, user: StaffUser, *, made_at: datetime) -> MonthlyReport:
    """The month of `asked` beside the one before. Raises CannotDo where that is beyond what `user` may see."""
    now = figures(asked, user)
    since, until = before(asked.since, asked.until)
    past = past_figures(replace(asked, since=since, until=until))
    return MonthlyReport(
        office=OfficeProfile.current().office,
        whose=now.title,
        month=f"{asked.since.year}年{asked.since.month}月",
        made_by=user.public_name,
        made_at=made_at,
        is_ready=now.is_ready,
        is_complete=asked.until < made_at.date(),
        words=sentences(now),
        main=monthly_tables.main(now, past, asked),
        parts=monthly_tables.parts(now, asked),
        papers=monthly_tables.papers(paper_lines(now, asked, user)),
        papers_chart=charts.papers(now) if now.papers else "",
        hours=charts.busy_hours(now),
        owners=tuple(drill.table_of(table, asked) for table in now.tables if table.rows),
        rounds=rounds_table(asked, user),
        definitions=_definitions(now),
    )


def _definitions(found: Figures) -> tuple[tuple[str, str], ...]:
    return tuple((figure.name, figure.definition) for figure in found.figures)
