"""`manage.py prune_exchange`: files of imports and exports are kept for a week."""

from typing import Any

from django.core.management.base import BaseCommand

from matters.exchange.runs import prune


class Command(BaseCommand):
    """Deletes them; the records of who brought in or took out what remain."""

    help = "Delete the files of imports and exports that are older than a week."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune()} files deleted")
