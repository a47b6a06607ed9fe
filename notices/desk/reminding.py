"""What of other rooms waits for a clerk, in the words of those rooms."""

from datetime import date

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import StaffUser


def reminders(user: StaffUser, day: date) -> list[tuple[str, str]]:
    """(words, address) of everything that `settings.DESK_REMINDERS` name; each of them asks at most one query."""
    return [line for name in settings.DESK_REMINDERS for line in import_string(name)(user, day)]
