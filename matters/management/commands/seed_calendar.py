"""`manage.py seed_calendar`: the announced holidays and adjusted working days."""

from typing import Any

from django.core.management.base import BaseCommand

from matters.seeding import seed_calendar


class Command(BaseCommand):
    """Adds what is missing; rows that were edited stay as they are."""

    help = "Fill the working-day calendar with the announced years (idempotent)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{seed_calendar()} days added")
