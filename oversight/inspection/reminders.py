"""What the first page says of one's own rounds."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from accounts.models import StaffUser
from oversight.models import Round
from oversight.reminder import Reminder


def waiting(user: StaffUser, today: date) -> Iterator[Reminder]:
    """Rounds one began and has not ended; one query."""
    count = Round.objects.filter(by=user, closed_at__isnull=True).count()
    yield Reminder(title="检查还没有结束", url=reverse("oversight_rounds") + "?open=1", count=count)
