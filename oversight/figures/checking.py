"""What the publication checks say of every working copy, kept so that coverage is read in a moment."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from matters.catalog_report import BATCH, matter_rows
from matters.completeness import Severity
from matters.enums import Standing
from matters.models import Matter
from oversight.models import CheckedMatter


def check_changed(day: date, most: int | None = None) -> int:
    """Check those that were edited since they were last checked, at most so many; how many there are."""
    changed = _changed()
    waiting = changed.count()
    if waiting and (most is None or waiting <= most):
        for _ in range(0, waiting, BATCH):
            _check(dict(changed.order_by("pk").values_list("pk", "revision")[:BATCH]), day)
    return waiting


def _check(revisions: dict[int, int], day: date) -> None:
    rows = Matter.objects.filter(pk__in=revisions)
    keys = dict(rows.values_list("code", "pk"))
    errors = [keys[row.code] for row in matter_rows(rows, day) if row.finding.severity == Severity.ERROR]
    CheckedMatter.objects.bulk_create(
        [
            CheckedMatter(matter_id=pk, revision=revision, day=day, errors=errors.count(pk))
            for pk, revision in revisions.items()
        ],
        update_conflicts=True,
        unique_fields=["matter"],
        update_fields=["revision", "day", "errors"],
    )


def _changed() -> "QuerySet[Matter]":
    known = CheckedMatter.objects.filter(matter=OuterRef("pk"), revision=OuterRef("revision"))
    return Matter.objects.exclude(standing=Standing.RETIRED).filter(~Exists(known))
