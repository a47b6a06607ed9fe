"""`manage.py prune_prints`: printed batches are kept for a day."""

from typing import Any

from django.core.management.base import BaseCommand

from notices.batches.runs import prune


class Command(BaseCommand):
    """Deletes their files; the records of who printed what remain."""

    help = "Delete the printed batches that have expired."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{prune()} files deleted")
