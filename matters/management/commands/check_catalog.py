"""`manage.py check_catalog [--json] [--department NAME] [--by-department]`: what is missing or doubtful in the catalog."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q, QuerySet

from matters.catalog_report import Row, Summary, matter_rows, office_rows, place_rows, summaries
from matters.completeness import Severity
from matters.models import Department, Matter
from matters.publishing import today


class Command(BaseCommand):
    """Rows {code, severity, check, field, message}, or with --by-department {department, matters, errors, warnings, faulty}; exit 1 when
    there is an error.
    """

    help = "Check every matter that is not retired, the sites, the departments and the calendar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
        parser.add_argument(
            "--department", metavar="NAME", help="only that department (name or short name) and its matters"
        )
        parser.add_argument(
            "--by-department", action="store_true", help="a line a department instead of a line a finding"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        departments = _departments(options["department"])
        if options["by_department"]:
            found = summaries(departments, today())
            self._print([_counts(s) for s in found], (_line(s) for s in found), options["json"])
            failed = any(s.errors for s in found)
        else:
            rows = list(_rows(departments, everything=not options["department"]))
            self._print([_row(r) for r in rows], (*map(_told, rows), f"{len(rows)} findings"), options["json"])
            failed = any(row.finding.severity == Severity.ERROR for row in rows)
        if failed:
            sys.exit(1)

    def _print(self, rows: list[dict[str, Any]], lines: Iterable[str], as_json: bool) -> None:
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


def _departments(name: str | None) -> QuerySet[Department]:
    if not name:
        return Department.objects.all()
    found = Department.objects.filter(Q(name=name) | Q(short_name=name))
    if not found:
        raise CommandError(f"没有名称或简称为“{name}”的部门。", returncode=2)
    return found


def _rows(departments: QuerySet[Department], *, everything: bool) -> Iterable[Row]:
    yield from matter_rows(Matter.objects.filter(department__in=departments), today())
    if everything:
        yield from office_rows(today())
    yield from place_rows(departments)


def _row(row: Row) -> dict[str, str]:
    return {
        "code": row.code,
        "severity": row.finding.severity.value,
        "check": row.finding.check,
        "field": row.finding.field,
        "message": row.finding.message,
    }


def _told(row: Row) -> str:
    found = row.finding
    return f"{row.code} {found.severity} {found.check} {found.field}: {found.message}"


def _counts(summary: Summary) -> dict[str, Any]:
    return {
        "department": summary.department.name,
        "matters": summary.matters,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "faulty": summary.faulty,
    }


def _line(s: Summary) -> str:
    return f"{s.department.name}：{s.matters}个事项，{s.faulty}个不完整，{s.errors}处错误，{s.warnings}处提醒"
