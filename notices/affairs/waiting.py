"""What is due at a counter: decisions the office owes, papers that applicants owe; overdue first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q

from accounts.models import StaffUser
from matters.models import CalendarDay
from matters.publishing import today as day_now
from matters.workdays import WorkCalendar
from notices.affairs.deadlines import Countdown, countdown
from notices.enums import Decision
from notices.models import Visit
from notices.models.visit import VisitQuerySet


class Waiting(StrEnum):
    """Which of the waiting affairs to list."""

    ALL = "all"
    OURS = "ours"
    THEIRS = "theirs"
    OVERDUE = "overdue"
    FLAGGED = "flagged"


LABELS = {
    Waiting.ALL: "全部",
    Waiting.OURS: "等窗口决定",
    Waiting.THEIRS: "等申请人补",
    Waiting.OVERDUE: "已逾期",
    Waiting.FLAGGED: "再次补正",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One line: the newest visit of an affair, how its deadline stands, and who must act."""

    visit: Visit
    countdown: Countdown
    is_ours: bool

    @property
    def awaits(self) -> str:
        """Whose turn it is, in words."""
        return "等窗口决定" if self.is_ours else "等申请人补"


def waiting_at(user: StaffUser, which: Waiting = Waiting.ALL, today: date | None = None) -> VisitQuerySet:
    """The newest visits with a deadline at the counter where `user` works (everywhere for a superuser), most urgent first."""
    rows = Visit.objects.waiting().filter(_only(which, today or day_now()))
    if not user.is_superuser:
        rows = rows.filter(site=user.site_id)
    return rows.select_related("notice__matter", "notice__bundle", "notice__site", "clerk").defer(
        "notice__snapshot", "notice__answers"
    )


def lines(visits: Iterable[Visit], today: date | None = None) -> list[Due]:
    """Those visits with their countdowns; one query for the calendar."""
    today = today or day_now()
    calendar = CalendarDay.objects.around(today).as_calendar()
    return [_line(visit, visit.due_on, today, calendar) for visit in visits if visit.due_on]


def _line(visit: Visit, due_on: date, today: date, calendar: WorkCalendar) -> Due:
    is_ours = visit.decision == Decision.KEPT
    return Due(visit, countdown(due_on, today, calendar, is_ours=is_ours), is_ours)


def _only(which: Waiting, today: date) -> Q:
    asked_again = Visit.objects.standing().filter(notice=OuterRef("notice")).exclude(again="")
    return {
        Waiting.ALL: Q(),
        Waiting.OURS: Q(decision=Decision.KEPT),
        Waiting.THEIRS: ~Q(decision=Decision.KEPT),
        Waiting.OVERDUE: Q(due_on__lt=today),
        Waiting.FLAGGED: Q(Exists(asked_again)),
    }[which]
