"""`manage.py tally_figures [--from-scratch] [--json]`: bring the figures' tallies up to date."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from oversight.figures import freshening
from oversight.models import Tally


class Command(BaseCommand):
    """{threads, rows, seconds}: threads (a sheet with what followed it) that were counted, rows of the main tally, seconds it took."""

    help = "Count the ledger for the figures: what is new, or everything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from-scratch", action="store_true", help="count everything anew")
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        started = perf_counter()
        threads = freshening.from_scratch(self._say) if options["from_scratch"] else freshening.catch_up(self._say)
        report = {"threads": threads, "rows": Tally.objects.count(), "seconds": round(perf_counter() - started, 2)}
        if options["json"]:
            self.stdout.write(json.dumps(report))
        else:
            self.stdout.write("统计已更新：统计了{threads}张告知单，共{rows}行，用时{seconds}秒。".format(**report))

    def _say(self, threads: int) -> None:
        """Progress, beside the report."""
        self.stderr.write(f"已统计{threads}张告知单")
