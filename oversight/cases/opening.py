"""The one writer of new cases: whatever is said to the office gets somebody who must answer it, and a day to answer by.

No law names a number of days. 国办发〔2019〕51号 section 三 asks that every bad rating is verified, mended and called back; city rules for it
ask for five working days (德州市政务服务“好差评”工作方案, 2020). The others are the office's choice: settings.CASE_WORKDAYS.
"""

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import CalendarDay
from notices.models import Notice
from oversight.cases.kinds import CaseKind, Source, kind_of
from oversight.deadlines import due_on as counted
from oversight.enums import StepDeed, Urgency
from oversight.models import Case, Feedback, Problem, Rating
from oversight.storytelling import step

_FIELD: dict[type, str] = {Feedback: "feedback", Rating: "rating", Problem: "problem"}


def open_case(
    of: Source, *, due_on: date | None = None, urgency: Urgency = Urgency.NORMAL, by: StaffUser | None = None
) -> Case:
    """The case of what was said; asked for again it is the same one. Call it inside the transaction that stores `of`.

    `due_on`: the last day, where somebody set it; else by kind, in working days after the day it came in. `by`: who wrote it down.
    """
    source = {_FIELD[type(of)]: of}
    if earlier := Case.objects.filter(**source).first():
        return earlier
    kind = kind_of(of)
    last = due_on or promised_on(kind, timezone.localdate(of.at))
    with transaction.atomic():
        case = Case.objects.create(**source, **_about(of, kind), opened_at=of.at, due_on=last, urgency=urgency)
        step(case, StepDeed.OPENED, by=by, due_on=last.isoformat())
    return case


def promised_on(kind: CaseKind, came_on: date) -> date:
    """The last day for what came in on `came_on`."""
    calendar = CalendarDay.objects.around(came_on).as_calendar()
    return counted(came_on, settings.CASE_WORKDAYS[kind.value], calendar)


def asks_for_case(said: Feedback) -> bool:
    """Whether somebody must answer it: all but good stars without words."""
    return bool(said.words) or kind_of(said) != CaseKind.PRAISE


def _about(of: Source, kind: CaseKind) -> dict[str, object]:
    row = of.notice if isinstance(of, Rating) else of
    is_bad = kind == CaseKind.RATING
    return {
        "matter": row.matter,
        "bundle": row.bundle,
        "site": row.site,
        "clerk": _clerk(row if isinstance(row, Notice) else row.notice, kind),
        "needs_call_back": is_bad or kind in (CaseKind.COMPLAINT, CaseKind.PROBLEM),
        "needs_order": is_bad,
    }


def _clerk(notice: Notice | None, kind: CaseKind) -> StaffUser | None:
    """Who gave out the document, where what was said is about how it was done."""
    return notice.clerk if notice and kind in (CaseKind.RATING, CaseKind.COMPLAINT) else None
