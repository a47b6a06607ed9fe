"""`manage.py erase_personal_data [--days N] [--dry-run] [--json]`: personal data do not outlive their purpose."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notices.personal.retention import erase_elsewhere, erase_personal_data


class Command(BaseCommand):
    """{before, threads, applicants, signatures} and the counts of PERSONAL_DATA_ERASERS; the ledger and what it proves stay as they are.

    For a timer: once a day.
    """

    help = "Erase applicants and signatures of threads whose last event is older than PERSONAL_DATA_DAYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=settings.PERSONAL_DATA_DAYS, help="calendar days since then")
        parser.add_argument("--dry-run", action="store_true", help="count, erase nothing")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["days"] < 0:
            raise CommandError("--days must not be negative.")
        done = erase_personal_data(days=options["days"], dry_run=options["dry_run"])
        elsewhere = erase_elsewhere(days=options["days"], dry_run=options["dry_run"])
        if options["json"]:
            self.stdout.write(json.dumps(done.as_plain() | elsewhere))
            return
        verb = "would be erased" if options["dry_run"] else "erased"
        self.stdout.write(
            f"{done.applicants} applicants and {done.signatures} signatures {verb}, "
            f"of {done.threads} threads without an event since {done.before}"
        )
        for name, count in elsewhere.items():
            self.stdout.write(f"{count} {name} {verb}")
