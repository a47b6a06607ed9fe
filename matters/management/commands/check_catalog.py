"""`manage.py check_catalog [--json]`: what is missing or doubtful in the catalog."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from matters.completeness import Finding, Severity, check
from matters.enums import Standing
from matters.freezing import freeze, ready_to_freeze
from matters.models import Department, Site
from matters.places_check import check_department, check_site
from matters.publishing import today


class Command(BaseCommand):
    """Rows {code, severity, check, field, message}; exit 1 when there is an error."""

    help = "Check every matter that is not retired, and the sites and departments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            _row(matter.code, finding)
            for matter in ready_to_freeze().exclude(standing=Standing.RETIRED)
            for finding in check(freeze(matter), today())
        ]
        for site in Site.objects.prefetch_related("hours"):
            rows += [_row(site.code, finding) for finding in check_site(site)]
        for department in Department.objects.all():
            rows += [_row(department.code or department.name, finding) for finding in check_department(department)]
        self._print(rows, as_json=options["json"])
        if any(row["severity"] == Severity.ERROR for row in rows):
            sys.exit(1)

    def _print(self, rows: list[dict[str, str]], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            self.stdout.write(f"{row['code']} {row['severity']} {row['check']} {row['field']}: {row['message']}")
        self.stdout.write(f"{len(rows)} findings")


def _row(code: str, finding: Finding) -> dict[str, str]:
    return {
        "code": code,
        "severity": finding.severity.value,
        "check": finding.check,
        "field": finding.field,
        "message": finding.message,
    }
