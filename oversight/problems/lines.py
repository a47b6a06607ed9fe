"""Things that could not be done as lists show them: each with its colour and how its deadline stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from matters.models import Subject
from matters.workdays import WorkCalendar
from notices.affairs.deadlines import Countdown
from oversight.deadlines import left_until
from oversight.models import Case, Problem
from oversight.problems.colours import DONE, Colour, Edges, colour

_JOINED = (
    "site", "matter__department", "bundle__lead_department", "received_by", "shared", "case__unit_department",
    "case__unit_site", "case__handler",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One of them. `countdown` is None once it is answered."""

    problem: Problem
    colour: Colour
    countdown: Countdown | None

    @property
    def case(self) -> Case:
        """Its case."""
        return self.problem.case

    @property
    def subject(self) -> Subject | None:
        """The matter or bundle it is about."""
        return self.problem.matter or self.problem.bundle

    @property
    def unit(self) -> str:
        """Who must answer; empty as long as nobody was told to."""
        return str(self.case.unit_department or self.case.unit_site or "")


def with_parts(rows: QuerySet[Problem]) -> QuerySet[Problem]:
    """With everything a line shows."""
    return rows.select_related(*_JOINED)


def lines_of(keys: Sequence[int], seen: Edges, calendar: WorkCalendar) -> list[Line]:
    """Those of the keys as lines, in that order; one query."""
    rows = with_parts(Problem.objects.all()).in_bulk(keys)
    return lines((rows[key] for key in keys), seen, calendar)


def lines(problems: Iterable[Problem], seen: Edges, calendar: WorkCalendar) -> list[Line]:
    """Those rows (`with_parts`) as lines."""
    return [line_of(problem, seen, calendar) for problem in problems]


def line_of(problem: Problem, seen: Edges, calendar: WorkCalendar) -> Line:
    """One of them."""
    case = problem.case
    told_on = timezone.localdate(problem.at)
    shown = colour(state=case.state, urgency=case.urgency, told_on=told_on, due_on=case.due_on, seen=seen)
    return Line(problem, shown, None if case.state in DONE else left_until(case.due_on, seen.today, calendar))
