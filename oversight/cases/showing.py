"""A case in words, for a line of the list and for its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matters.workdays import WorkCalendar
from notices.affairs.deadlines import Countdown
from oversight.about import About, of_notice, told_about
from oversight.cases.assigning import OPEN, Unit
from oversight.cases.kinds import CaseKind, kind_of, source_of
from oversight.deadlines import left_until
from oversight.models import Case, Feedback, Problem, Rating
from oversight.reasons import REASONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`left` is empty once it is answered."""

    case: Case
    kind: CaseKind
    words: str
    unit: Unit
    left: Countdown | None


def lines_of(cases: Iterable[Case], today: date, calendar: WorkCalendar) -> list[Line]:
    """The lines of a list; no query if the cases came `with_parts`."""
    return [line_of(case, today, calendar) for case in cases]


def line_of(case: Case, today: date, calendar: WorkCalendar) -> Line:
    """One of them."""
    source = source_of(case)
    return Line(
        case=case,
        kind=kind_of(source),
        words=words_of(source),
        unit=Unit(case.unit_department, case.unit_site),
        left=left_until(case.due_on, today, calendar) if case.state in OPEN else None,
    )


def words_of(source: Feedback | Rating | Problem) -> str:
    """What was said; of a rating its stars and reasons too."""
    if isinstance(source, Problem):
        return source.what
    ticked = [REASONS[key] for key in source.reasons if key in REASONS]
    stars = source.get_stars_display() if source.stars else ""
    return "；".join(part for part in (stars, *ticked, source.words) if part)


def about_of(case: Case) -> About:
    """What it is about, with the edition and situation of then."""
    source = source_of(case)
    if isinstance(source, Feedback):
        return told_about(source)
    if source.notice is None:
        return About(matter=case.matter, bundle=case.bundle, site=case.site)
    return of_notice(source.notice)
