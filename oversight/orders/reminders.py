"""What of the correction orders waits for somebody: told on the first page, and in one line at the counter."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import StaffUser
from oversight.access import ADD_ORDERS
from oversight.enums import OrderState
from oversight.models import CorrectionOrder
from oversight.orders.listing import LABELS, Which, orders_for
from oversight.reminder import Reminder


def waiting(user: StaffUser, today: date) -> Iterator[Reminder]:
    """Own open ones with those past their day, and those that wait for the user's recheck."""
    mine, late = _mine(user, today)
    yield Reminder(title=LABELS[Which.MINE], url=_address(Which.MINE), count=mine, late=late)
    if user.has_perm(ADD_ORDERS):
        count = orders_for(user, Which.RECHECK, today).count()
        yield Reminder(title=LABELS[Which.RECHECK], url=_address(Which.RECHECK), count=count)


def at_the_desk(user: StaffUser, today: date) -> tuple[tuple[str, str], ...]:
    """The line for the counter: words, and where they lead; none where nothing is open. One query."""
    mine, late = _mine(user, today)
    words = f"您有{mine}件整改要办" + (f"，其中{late}件已逾期" if late else "")
    return ((words, _address(Which.MINE)),) if mine else ()


def _mine(user: StaffUser, today: date) -> tuple[int, int]:
    rows = CorrectionOrder.objects.filter(responsible=user, state=OrderState.OPEN)
    counts = rows.aggregate(mine=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    return counts["mine"], counts["late"]


def _address(which: Which) -> str:
    return f"{reverse('oversight_orders')}?which={which}"
