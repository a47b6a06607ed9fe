"""What waits on the first page: drafts opened and not published yet, and cases to answer because the catalog was changed for them."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import ANSWER_CASES
from oversight.amending.listing import Which, amendments_for
from oversight.amending.opening import CHANGE
from oversight.reminder import Reminder


def waiting(user: StaffUser, today: date) -> Iterator[Reminder]:
    """For editors what they have to finish, for who answers what may be answered now. A query each."""
    if user.has_perm(CHANGE):
        yield _reminder("目录修改还没有发布", user, Which.OPEN)
    if user.has_perm(ANSWER_CASES):
        yield _reminder("目录已改好，等答复", user, Which.ANSWER)


def _reminder(title: str, user: StaffUser, which: Which) -> Reminder:
    url = f"{reverse('oversight_amendments')}?which={which}"
    return Reminder(title=title, url=url, count=amendments_for(user, which).count())
