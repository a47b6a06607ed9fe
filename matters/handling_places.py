"""Which sites handle a guide, as plain places, the asked one first."""

from itertools import takewhile
from typing import Any

from django.db.models import F, FilteredRelation, Q

from matters.enums import Level
from matters.guide import Guide
from matters.models import Matter, OpeningHours, Site
from matters.place import Period, Place, hours_words

OTHER_SITES = 3
"""How many further sites a sheet names."""
ORDER = {Level.COMMUNITY: 0, Level.STREET: 1, Level.DISTRICT: 2}
"""Nearest to the citizen first."""


def places_for(guide: Guide, matter: Matter) -> list[Place]:
    """Every active site that handles the guide, nearest level first; two queries whatever their number."""
    handling = [site for site in _sites(matter) if handles(guide, site)]
    handling.sort(key=lambda site: (ORDER[Level(site.level)], site.region.code, site.code))
    return [_place(site, site.desk_floor, site.desk_window, site.desk_phone) for site in handling]


def handles(guide: Guide, site: Site) -> bool:
    """Whether some level of the guide's handlings includes that site."""
    return any(h.level == site.level and (not h.sites or site.code in h.sites) for h in guide.handlings)


def place_of(site: Site) -> Place:
    """A site as plain data, whatever the matter: with its usual floor, window and phone."""
    return _place(site)


def nearest_others(place: Place, places: list[Place], count: int = OTHER_SITES) -> tuple[Place, ...]:
    """Up to `count` further places, those in the closest branch of the hierarchy first."""

    def distance(other: Place) -> tuple[int, int]:
        shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(place.region, other.region, strict=False))
        )
        return -shared, places.index(other)

    return tuple(sorted((p for p in places if p.code != place.code), key=distance)[:count])


def _sites(matter: Matter) -> Any:
    """The active sites with the matter's own desk beside each: a join, so that a guide page stays within its three queries."""
    return (
        Site.objects.filter(is_active=True)
        .annotate(desk=FilteredRelation("desks", condition=Q(desks__matter=matter)))
        .annotate(desk_floor=F("desk__floor"), desk_window=F("desk__window"), desk_phone=F("desk__phone"))
        .select_related("region")
        .prefetch_related("hours")
    )


def _place(site: Site, floor: str | None = None, window: str | None = None, phone: str | None = None) -> Place:
    """`floor`, `window` and `phone` are the matter's own where it has them."""
    return Place(
        code=site.code,
        name=site.name,
        region=site.region.code,
        level=Level(site.level),
        address=site.address,
        floor=floor or site.floor,
        window=window or site.window,
        phone=phone or site.phone,
        hours=hours_words(map(_period, site.hours.all())),
        transit=site.transit,
        accessible=site.accessible,
    )


def _period(row: OpeningHours) -> Period:
    season = (row.season_from, row.season_to) if row.season_from else None
    return Period(weekdays=row.weekdays, opens=row.opens, closes=row.closes, season=season)
