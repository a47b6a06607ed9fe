"""What people did not bring although their sheet named it, and when they come."""

from typing import Any

from django.db.models import F, Q, Sum

from matters.models import Bundle, Matter
from oversight.figures.asked import Asked
from oversight.figures.figure import Paper
from oversight.figures.reaching import of, of_owner
from oversight.figures.spans import cut, of_span, within
from oversight.models import HourTally, PaperTally
from oversight.models.figures import Span

MOST = 50


def papers(asked: Asked, most: int = MOST) -> tuple[Paper, ...]:
    """The `most` frequent; three queries."""
    sums = (
        PaperTally.objects.filter(_counting(asked))
        .order_by()
        .values("matter", "bundle", "material")
        .annotate(gone=Sum("missing"), bad=Sum("wrong"))
    )
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
    rows = HourTally.objects.filter(within(asked.since, asked.until), of_owner(asked, of_whole=["site"]))
    for day, hour, times in (
        rows.order_by().values("day", "hour").annotate(n=Sum("times")).values_list("day", "hour", "n")
    ):
        counts[day.weekday()][hour] += times
    return tuple(map(tuple, counts))


def _counting(asked: Asked) -> Q:
    """The rows to add up: of a person days, which are not rolled up; of a place the months of its sites, else those of all."""
    scope = of(asked, site="site", matter="matter", bundle="bundle", clerk="clerk")
    if asked.is_person:
        return scope & of_span(Span.DAY, ((asked.since, asked.until),))
    months, edges = cut(asked.since, asked.until)
    is_place = bool(asked.site or asked.region)
    return scope & ((of_span(Span.MONTH, months) & Q(site__isnull=not is_place)) | of_span(Span.DAY, edges))


def _named(model: type[Matter] | type[Bundle], keys: list[int | None]) -> dict[int, dict[str, Any]]:
    rows = model._default_manager.filter(Q(pk__in=[key for key in keys if key])).values_list("pk", "code", "name")
    return {pk: {"code": code, "subject": name} for pk, code, name in rows}
