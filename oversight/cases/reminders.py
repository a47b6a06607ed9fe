"""What of the cases waits for somebody, for the first page."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import ANSWER_CASES, ASSIGN_CASES, DECIDE_APPEALS, visible_cases
from oversight.cases.listing import CaseView, in_view
from oversight.enums import CaseState
from oversight.models import Case
from oversight.reminder import Reminder

_MINE, _END, _CONCERNED = "等您答复", "已答复，等您办结", "差评与您有关，不实的可以申诉"
_TITLES = {CaseView.ASSIGN: "意见待分派", CaseView.CALL: "答复后待回访", CaseView.APPEAL: "差评申诉待决定"}
_RIGHTS = {CaseView.ASSIGN: ASSIGN_CASES, CaseView.CALL: ANSWER_CASES, CaseView.APPEAL: DECIDE_APPEALS}


def waiting(user: StaffUser, today: date) -> Iterator[Reminder]:
    """What to answer and to close oneself, bad ratings of one's own work; by one's rights what to assign, whom to call back, appeals to decide.

    At most two queries.
    """
    late = Q(due_on__lt=today)
    mine, end, own = (in_view(view, user, today) for view in (CaseView.MINE, CaseView.END, CaseView.CONCERNED))
    counted = Case.objects.filter(mine | end | own).aggregate(
        mine=Count("pk", filter=mine),
        late=Count("pk", filter=mine & late),
        end=Count("pk", filter=end),
        own=Count("pk", filter=own),
    )
    yield Reminder(title=_MINE, url=_url(CaseView.MINE), count=counted["mine"], late=counted["late"])
    yield Reminder(title=_END, url=_url(CaseView.END), count=counted["end"])
    yield Reminder(title=_CONCERNED, url=_url(CaseView.CONCERNED), count=counted["own"])
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
