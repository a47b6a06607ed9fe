"""Which sites handle a guide, as plain places, the asked one first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import F, FilteredRelation, Q

from matters import wording
from matters.enums import Level
from matters.guide import Guide
from matters.models import Matter, OpeningHours, Site, Subject
from matters.periods import Period
from matters.place import Place, nearest
from matters.site_as_place import branch_of, place_at, plain_period

OTHER_SITES = 3
"""How many further sites a sheet names."""
ORDER = {Level.COMMUNITY: 0, Level.STREET: 1, Level.DISTRICT: 2}
"""Nearest to the citizen first."""
DESK = ("address", "floor", "window", "phone", "hours", "note", "promised_amount", "promised_unit")
"""What a matter may have of its own at a site, by column."""
_HOURS = ("weekdays", "opens", "closes", "season_from", "season_to")


@dataclass(frozen=True, slots=True)
class Located:
    """A site with its opening periods and the desk of one matter there: what its row of the database says, by column."""

    site: Site
    periods: tuple[Period, ...]
    desk: dict[str, Any]


def places_for(guide: Guide, subject: Subject) -> list[Place]:
    """Every active site that handles the guide, nearest level first; one query whatever their number."""
    return [place_in(guide, found) for found in handling(guide, _located(subject))]


def handling(guide: Guide, located: Iterable[Located]) -> list[Located]:
    """Those of the sites that handle the guide, nearest level first."""
    found = [one for one in located if handles(guide, one.site)]
    return sorted(found, key=lambda one: (ORDER[Level(one.site.level)], one.site.region.code, one.site.code))


def place_in(guide: Guide, one: Located) -> Place:
    """A site that handles the guide as a plain place, with how it does."""
    return replace(place_at(one.site, one.periods, one.desk), how=how_at(guide, one.site), branch=branch_of(one.site))


def handles(guide: Guide, site: Site) -> bool:
    """Whether some level of the guide's handlings includes that site."""
    return any(h.level == site.level and (not h.sites or site.code in h.sites) for h in guide.handlings)


def how_at(guide: Guide, site: Site) -> str:
    """How that site handles it: `前端受理转报（转北关区残疾人联合会）；帮办代办`."""
    here = (h for h in guide.handlings if h.level == site.level and (not h.sites or site.code in h.sites))
    return "；".join(dict.fromkeys(wording.conditional(guide, wording.how_words(h), h.when) for h in here))


def nearest_others(place: Place, places: list[Place], count: int = OTHER_SITES) -> tuple[Place, ...]:
    """Up to `count` further places, those in the closest branch of the hierarchy first."""
    return tuple(nearest(place.region, [p for p in places if p.code != place.code])[:count])


def _located(subject: Subject) -> list[Located]:
    """The active sites with their hours and the matter's own desk beside each, joined: one query. A bundle has no desks."""
    matter = subject.pk if isinstance(subject, Matter) else None
    rows = (
        Site.objects.filter(is_active=True)
        .annotate(desk=FilteredRelation("desks", condition=Q(desks__matter=matter)))
        .annotate(**{f"desk_{name}": F(f"desk__{name}") for name in DESK})
        .annotate(**{f"hours_{name}": F(f"hours__{name}") for name in _HOURS})
        .select_related("region__parent")
        .order_by("pk", "hours__id")
    )
    return [_joined(list(group)) for _, group in groupby(rows, key=attrgetter("pk"))]


def _joined(rows: list[Any]) -> Located:
    """The rows of one site, which differ in its hours alone."""
    open_rows = (row for row in rows if row.hours_weekdays is not None)
    periods = (OpeningHours(**{name: getattr(row, f"hours_{name}") for name in _HOURS}) for row in open_rows)
    desk = {name: getattr(rows[0], f"desk_{name}") for name in DESK}
    return Located(rows[0], tuple(map(plain_period, periods)), desk)
