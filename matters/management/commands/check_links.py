"""`manage.py check_links [--json]`: whether the catalog's external links still lead anywhere."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from matters.link_checking import check
from matters.links import uses
from matters.models import Matter


class Command(BaseCommand):
    """Rows {url, status, error, codes} of the broken ones; exit 1 when there is one."""

    help = "Try every external link of the working copies and store what was found. Asks other hosts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = check(self._say_progress)
        used, codes = uses(), dict(Matter.objects.values_list("pk", "code"))
        rows: list[dict[str, Any]] = [
            {
                "url": outcome.url,
                "status": outcome.status,
                "error": outcome.error,
                "codes": sorted(codes[pk] for pk in used.get(outcome.url, ())),
            }
            for outcome in checked.broken
        ]
        if options["json"]:
            self.stdout.write(json.dumps({"checked": checked.total, "broken": rows}, ensure_ascii=False, indent=1))
        else:
            for row in rows:
                self.stdout.write(f"{row['url']} {row['error']} {' '.join(row['codes'])}")
            self.stdout.write(f"{checked.total} links, {len(rows)} broken")
        if rows:
            sys.exit(1)

    def _say_progress(self, done: int, total: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{done}/{total}", ending="" if done < total else "\n")
