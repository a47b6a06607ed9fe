"""What of arranged services waits for somebody on the first page."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import CHANGE_REQUESTS, visible_requests
from oversight.enums import RequestState
from oversight.reminder import Reminder
from oversight.requests.arranging import OPEN


def waiting(user: StaffUser, today: date) -> Iterable[Reminder]:
    """Mine today, those nobody is sent to yet, and those whose day has passed. One query."""
    if not user.has_perm(CHANGE_REQUESTS):
        return []
    is_open, late = Q(state__in=OPEN), Q(on__lt=today)
    counted = visible_requests(user).aggregate(
        mine=Count("pk", filter=is_open & Q(assignee=user, on=today)),
        unarranged=Count("pk", filter=Q(state=RequestState.WAITING) & ~late),
        late=Count("pk", filter=is_open & late),
    )
    url = reverse("oversight_requests")
    return [
        Reminder(title="今天由我办的服务", url=f"{url}?date={today}&mine=on", count=counted["mine"]),
        Reminder(title="还没安排人的服务", url=f"{url}?waiting=on", count=counted["unarranged"]),
        Reminder(
            title="过了日子没有结果的服务",
            url=f"{url}?date={today}#late",
            count=counted["late"],
            late=counted["late"],
        ),
    ]
