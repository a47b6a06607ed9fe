"""归类: why it could not be done and how urgent it is, as it turned out."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import CalendarDay
from oversight.access import ADD_PROBLEMS, ASSIGN_CASES
from oversight.cases.locking import locked, save
from oversight.enums import ProblemCause, StepDeed, Urgency
from oversight.models import Case, Problem
from oversight.problems.colours import DONE
from oversight.problems.hurrying import due_days
from oversight.refusal import CannotDo
from oversight.storytelling import step

_ORDER = list(Urgency)


def may_classify(user: StaffUser, problem: Problem) -> bool:
    """Who assigns cases, and whoever wrote this one down."""
    return user.has_perm(ASSIGN_CASES) or (user.has_perm(ADD_PROBLEMS) and problem.received_by_id == user.pk)


def classify(
    problem: Problem, *, cause: ProblemCause, urgency: Urgency, by: StaffUser, today: date, revision: int | None = None
) -> Problem:
    """Change cause and urgency, with a step that says from what to what. Another urgency moves the last day (`_moved`). No change is no step.

    Raises CannotDo where somebody changed the case since `revision`, in a shared cause (whose cause it must have), and for the urgency of what is
    answered already.
    """
    with transaction.atomic():
        # Before its case, as who groups it does: else each may wait for the other.
        row = Problem.objects.select_for_update().get(pk=problem.pk)
        case = locked(problem.case, revision)
        told = _changes(row, case, cause, urgency)
        if not told:
            return row
        _require_allowed(row, case, cause, urgency)
        if urgency != case.urgency:
            case.due_on, case.urgency = _moved(row, case, urgency, today), urgency
        row.cause = cause
        row.save(update_fields=["cause"])
        step(case, StepDeed.CLASSIFIED, by=by, words="；".join(told), due_on=case.due_on.isoformat())
        save(case, "urgency", "due_on")
    return row


def _changes(row: Problem, case: Case, cause: ProblemCause, urgency: Urgency) -> list[str]:
    pairs = [
        ("原因", ProblemCause(row.cause), ProblemCause(cause)),
        ("紧急程度", Urgency(case.urgency), Urgency(urgency)),
    ]
    return [f"{name}：{old.label}→{new.label}" for name, old, new in pairs if old != new]


def _require_allowed(row: Problem, case: Case, cause: ProblemCause, urgency: Urgency) -> None:
    if row.shared_id and cause != row.cause:
        raise CannotDo("已并入共性问题，要改原因请先移出。", "cause")
    if case.state in DONE and urgency != case.urgency:
        raise CannotDo("已经答复，不再改紧急程度。", "urgency")


def _moved(row: Problem, case: Case, urgency: Urgency, today: date) -> date:
    """More urgent: the day that urgency gives, counted from when it was told, but not before today; less urgent: never sooner than it was."""
    calendar = CalendarDay.objects.around(today).as_calendar()
    day = due_days(timezone.localdate(row.at), calendar)[urgency]
    if _ORDER.index(urgency) > _ORDER.index(Urgency(case.urgency)):
        return min(case.due_on, max(day, calendar.roll(today)))
    return max(case.due_on, day)
