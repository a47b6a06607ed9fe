"""Where somebody may live: every street with its communities."""

from dataclasses import dataclass

from matters.enums import Level
from matters.models import Region


@dataclass(frozen=True, slots=True)
class Area:
    """A street or community by its code, and a street's communities."""

    code: str
    name: str
    within: tuple["Area", ...] = ()


def streets() -> tuple[Area, ...]:
    """All streets in the order of their codes; one query."""
    rows = list(Region.objects.exclude(level=Level.DISTRICT).order_by("code"))
    within: dict[int | None, list[Area]] = {}
    for row in rows:
        if row.level == Level.COMMUNITY:
            within.setdefault(row.parent_id, []).append(Area(row.code, row.name))
    return tuple(Area(r.code, r.name, tuple(within.get(r.pk, ()))) for r in rows if r.level == Level.STREET)
