"""What is missing or doubtful in the catalog, matter by matter and added up by department."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from matters.calendar_gaps import check_calendar
from matters.completeness import Finding, Severity, check
from matters.desks_check import check_desks
from matters.enums import Standing
from matters.freezing import freeze, ready_to_freeze
from matters.models import Department, Matter, Site
from matters.places_check import check_department, check_site

BATCH = 200
"""Matters read at a time, so that a large catalog is not held in memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """A finding and whose it is: `code` of the matter, site or department (or the year), `department` empty for what belongs to none."""

    code: str
    department: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Summary:
    """A department's matters that are not retired, and what was found in them and in itself."""

    department: Department
    matters: int
    errors: int
    warnings: int
    faulty: int
    """Matters with an error: they could not be published as they stand."""


def matter_rows(matters: QuerySet[Matter], day: date) -> Iterator[Row]:
    """What the publication checks say of every matter of `matters` that is not retired."""
    keys = list(matters.exclude(standing=Standing.RETIRED).order_by("code").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        for matter in ready_to_freeze().filter(pk__in=keys[start : start + BATCH]):
            guide = freeze(matter)
            for finding in (*check(guide, day), *check_desks(matter, guide)):
                yield Row(matter.code, matter.department.name, finding)


def place_rows(departments: Iterable[Department]) -> Iterator[Row]:
    """What is doubtful in departments themselves."""
    for department in departments:
        for finding in check_department(department):
            yield Row(department.code or department.name, department.name, finding)


def office_rows(day: date) -> Iterator[Row]:
    """What belongs to no department: sites, and the years the calendar lacks."""
    for site in Site.objects.prefetch_related("hours"):
        for finding in check_site(site):
            yield Row(site.code, "", finding)
    for year, finding in check_calendar(day):
        yield Row(str(year), "", finding)


def summaries(departments: QuerySet[Department], day: date) -> list[Summary]:
    """Every department of `departments` that has matters, or something doubtful of its own."""
    rows = [
        *matter_rows(Matter.objects.filter(department__in=departments), day),
        *place_rows(departments),
    ]
    by_severity = Counter((row.department, row.finding.severity) for row in rows)
    faulty = Counter(name for name, _ in {(r.department, r.code) for r in rows if r.finding.severity == Severity.ERROR})
    held = Matter.objects.exclude(standing=Standing.RETIRED).order_by().values_list("department", flat=True)
    matters = Counter(held.filter(department__in=departments))
    return [
        Summary(
            department=department,
            matters=matters[department.pk],
            errors=by_severity[department.name, Severity.ERROR],
            warnings=by_severity[department.name, Severity.WARNING],
            faulty=faulty[department.name],
        )
        for department in departments.order_by("name")
        if matters[department.pk] or by_severity[department.name, Severity.WARNING]
    ]
