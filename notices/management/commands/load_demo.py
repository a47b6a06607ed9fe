"""`manage.py load_demo`: the demo district, published and ready to print."""

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from notices import demo


class Command(BaseCommand):
    """Loads fixtures/demo. Running it again changes nothing; changed files become new editions."""

    help = "Load the demo district (idempotent; refuses a database that holds other data)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--logins", action="store_true", help="only print the demo logins")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins"]:
            self.stdout.write("\n".join(demo.logins()))
            return
        try:
            summary = demo.load(self._progress, workers=os.cpu_count() or 1)
        except demo.Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(summary)

    def _progress(self, done: int, total: int, name: str) -> None:
        self.stdout.write(f"[{done}/{total}] {name}")
        self.stdout.flush()
