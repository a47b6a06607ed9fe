"""What could not be done and waits: on the first page and at the counter."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import VIEW_PROBLEMS, visible_problems
from oversight.problems.colours import DONE
from oversight.reminder import Reminder


def waiting(user: StaffUser, today: date) -> Iterable[Reminder]:
    """Those within reach that nobody has answered yet. One query."""
    if not user.has_perm(VIEW_PROBLEMS):
        return
    late = Q(case__due_on__lt=today)
    unanswered = visible_problems(user).exclude(case__state__in=DONE)
    found = unanswered.aggregate(count=Count("pk"), late=Count("pk", filter=late))
    yield Reminder(title="办不成的事没有答复", url=f"{reverse('oversight_problems')}?state=open", **found)
