"""`manage.py check_ledger [--json]`: prove the ledger."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from notices.ledger_check import check_ledger


class Command(BaseCommand):
    """{rows, heads, broken: [{site, kind, year, serial, why}]}; exit 1 where broken."""

    help = "Check that the ledger is gapless, unaltered and protected."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        report = check_ledger()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_plain(), ensure_ascii=False))
        else:
            self.stdout.write(f"{report.rows} rows in {len(report.heads)} series, {len(report.broken)} broken")
            for row in report.broken:
                self.stderr.write(f"{row.serial or 'database'}: {row.why}")
        if report.broken:
            sys.exit(1)
