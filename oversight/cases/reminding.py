"""What of the cases waits for somebody, for the first page."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import ANSWER_CASES, ASSIGN_CASES, DECIDE_APPEALS, visible_cases
from oversight.cases.assigning import OPEN
from oversight.cases.listing import CaseView, in_view
from oversight.enums import CaseState
from oversight.models import Case
from oversight.reminder import Reminder

_MINE = "等您答复"
_TITLES = {CaseView.ASSIGN: "意见待分派", CaseView.CALL: "答复后待回访", CaseView.APPEAL: "差评申诉待决定"}
_RIGHTS = {CaseView.ASSIGN: ASSIGN_CASES, CaseView.CALL: ANSWER_CASES, CaseView.APPEAL: DECIDE_APPEALS}


def reminders(user: StaffUser, today: date) -> Iterator[Reminder]:
    """What to answer oneself, and by one's rights what to assign, whom to call back and which appeals to decide. At most two queries."""
    late = Q(due_on__lt=today)
    mine = Case.objects.filter(handler=user, state__in=OPEN)
    counted = mine.aggregate(count=Count("pk"), late=Count("pk", filter=late))
    yield Reminder(title=_MINE, url=_url(CaseView.MINE), **counted)
    held = [view for view, right in _RIGHTS.items() if user.has_perm(right)]
    if not held:
        return
    asked = {view.value: Count("pk", filter=in_view(view, user, today), distinct=True) for view in held}
    asked["late"] = Count("pk", filter=in_view(CaseView.ASSIGN, user, today) & late, distinct=True)
    rows = visible_cases(user).filter(~Q(state=CaseState.CLOSED) | Q(appeal__decision=""))
    found = rows.exclude(clerk=user).aggregate(**asked)
    for view in held:
        yield Reminder(
            title=_TITLES[view],
            url=_url(view),
            count=found[view.value],
            late=found["late"] if view == CaseView.ASSIGN else 0,
        )


def _url(view: CaseView) -> str:
    return f"{reverse('oversight_cases')}?view={view.value}"
