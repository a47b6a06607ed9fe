"""`manage.py reseal_personal_data`: everything personal under the newest key."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from notices.personal.resealing import reseal_all


class Command(BaseCommand):
    """Afterwards the older keys may go from PERSONAL_DATA_KEYS. Exit 1 where a value is under a key that is gone already."""

    help = "Seal personal data anew with the first of PERSONAL_DATA_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        report = reseal_all()
        self.stdout.write(f"{report.done} values sealed with the newest key")
        if report.lost:
            self.stderr.write(f"{report.lost} values are under a key that is not given any more")
            sys.exit(1)
