"""法定时限 and 承诺时限 beside one another, by department: means over the matters that have both in working days, which alone can be averaged."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from matters.enums import LimitKind, LimitUnit
from matters.models import Limit
from oversight.figures.asked import Asked
from oversight.figures.of_catalog import matters_of

Row = tuple[int, str, str, int]
"""Matter, department, kind of limit, working days."""


@dataclass(frozen=True, slots=True)
class Means:
    """Working days, over `matters` matters of that department."""

    department: str
    matters: int
    statutory: float
    promised: float


def limits_by_department(asked: Asked) -> list[Means]:
    """Of the published matters of what was asked for; most matters first. One query."""
    if asked.is_person:
        return []
    matters = matters_of(asked, timezone.localdate()).values("pk")
    rows = Limit.objects.filter(matter__in=matters, unit=LimitUnit.WORKDAY).order_by()
    return means(rows.values_list("matter", "matter__department__name", "kind", "amount"))


def means(rows: Iterable[Row]) -> list[Means]:
    """Of several limits of a kind the longest counts. Pure."""
    longest: dict[tuple[int, str], dict[str, int]] = {}
    for matter, department, kind, days in rows:
        of = longest.setdefault((matter, department), {})
        of[kind] = max(days, of.get(kind, 0))
    pairs: dict[str, list[tuple[int, int]]] = {}
    for (_, department), of in longest.items():
        if LimitKind.STATUTORY in of and LimitKind.PROMISED in of:
            pairs.setdefault(department, []).append((of[LimitKind.STATUTORY], of[LimitKind.PROMISED]))
    found = [Means(name, len(p), _mean([s for s, _ in p]), _mean([q for _, q in p])) for name, p in pairs.items()]
    return sorted(found, key=lambda row: (-row.matters, row.department))


def _mean(days: list[int]) -> float:
    return round(sum(days) / len(days), 1)
