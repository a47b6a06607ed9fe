"""What people did not bring although their sheet named it, and when they come."""

from typing import Any

from django.db.models import F, Q, Sum

from matters.models import Bundle, Matter
from oversight.figures.asked import Asked
from oversight.figures.figure import Paper
from oversight.figures.reaching import of, of_owner
from oversight.models import HourTally, PaperTally

MOST = 50


def papers(asked: Asked, most: int = MOST) -> tuple[Paper, ...]:
    """The `most` frequent; three queries."""
    scope = of(asked, site="site", matter="matter", bundle="bundle", clerk="clerk")
    rows = PaperTally.objects.filter(scope, day__range=(asked.since, asked.until)).order_by()
    sums = rows.values("matter", "bundle", "material").annotate(gone=Sum("missing"), bad=Sum("wrong"))
    found = list(sums.annotate(times=F("gone") + F("bad")).order_by("-times", "material", "matter", "bundle")[:most])
    matters = _named(Matter, [row["matter"] for row in found])
    bundles = _named(Bundle, [row["bundle"] for row in found])
    return tuple(
        Paper(
            matter=row["matter"],
            bundle=row["bundle"],
            **(matters[row["matter"]] if row["matter"] else bundles[row["bundle"]]),
            material=row["material"],
            missing=row["gone"],
            wrong=row["bad"],
        )
        for row in found
    )


def hours(asked: Asked) -> tuple[tuple[int, ...], ...]:
    """Seven days from Monday of 24 hours each; one query. Weekdays are reckoned here, which either database does in its own way."""
    counts = [[0] * 24 for _ in range(7)]
    rows = HourTally.objects.filter(of_owner(asked, of_whole=["site"]), day__range=(asked.since, asked.until))
    for day, hour, times in (
        rows.order_by().values("day", "hour").annotate(n=Sum("times")).values_list("day", "hour", "n")
    ):
        counts[day.weekday()][hour] += times
    return tuple(map(tuple, counts))


def _named(model: type[Matter] | type[Bundle], keys: list[int | None]) -> dict[int, dict[str, Any]]:
    rows = model._default_manager.filter(Q(pk__in=[key for key in keys if key])).values_list("pk", "code", "name")
    return {pk: {"code": code, "subject": name} for pk, code, name in rows}
