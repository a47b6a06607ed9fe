"""What whoever said something reads of it: how far it is and the answer, never who handled it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from oversight.cases.assigning import OPEN, Unit
from oversight.enums import StepDeed
from oversight.models import Case, Feedback, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`due_on` is the day an answer is promised by, `first_due_on` the one before it was put off; both are empty once it is answered.

    Taken up again after the answer it has both: what was answered before, and the day another answer is promised by.
    """

    case: Case
    unit: str = ""
    due_on: date | None = None
    first_due_on: date | None = None
    is_late: bool = False
    answer: str = ""
    answered_at: datetime | None = None
    is_closed: bool = False


def progress_of(said: Feedback | Rating, today: date) -> Progress | None:
    """Two queries at most; None for what asks for no answer."""
    field = "feedback" if isinstance(said, Feedback) else "rating"
    parts = ("unit_department", "unit_site", "problem")
    case = Case.objects.filter(**{field: said}).select_related(*parts).first()
    if case is None:
        return None
    unit = str(Unit(case.unit_department, case.unit_site))
    is_late = case.due_on < today
    if case.answered_at:
        told = Progress(
            case=case, unit=unit, answer=case.answer, answered_at=case.answered_at, is_closed=case.closed_at is not None
        )
        return replace(told, due_on=case.due_on, is_late=is_late) if case.state in OPEN else told
    if case.state not in OPEN:
        return Progress(case=case, unit=unit, is_closed=True)
    return Progress(case=case, unit=unit, due_on=case.due_on, first_due_on=_first_day(case), is_late=is_late)


def _first_day(case: Case) -> date | None:
    """Of a case that was put off."""
    put_off = case.steps.filter(deed=StepDeed.EXTENDED).last()
    return date.fromisoformat(put_off.detail["first"]) if put_off else None
