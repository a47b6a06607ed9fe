"""The first page: what waits for the user, room by room."""

from collections.abc import Callable, Iterable
from datetime import date

from accounts.models import StaffUser
from oversight.amending import reminders as amending
from oversight.cases import reminders as cases
from oversight.inspection import reminders as inspection
from oversight.orders import reminders as orders
from oversight.problems import reminders as problems
from oversight.reminder import Reminder
from oversight.requests import reminders as requests

Source = Callable[[StaffUser, date], Iterable[Reminder]]

SOURCES: tuple[Source, ...] = (
    cases.waiting,
    amending.waiting,
    orders.waiting,
    problems.waiting,
    requests.waiting,
    inspection.waiting,
)
"""Each asks one or two queries, whatever the number of rows."""


def waiting_for(user: StaffUser, today: date) -> list[Reminder]:
    """Everything of which there is at least one; what is late first."""
    found = [reminder for source in SOURCES for reminder in source(user, today) if reminder.count]
    return sorted(found, key=lambda reminder: -reminder.late)
