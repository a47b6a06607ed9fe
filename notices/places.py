"""Which sites handle a guide, as plain places, the asked one first."""

from itertools import takewhile

from matters.enums import Level
from matters.guide import Guide
from matters.models import Desk, Matter, Site
from matters.place import Period, Place, hours_words

OTHER_SITES = 3
"""How many further sites a sheet names."""
ORDER = {Level.COMMUNITY: 0, Level.STREET: 1, Level.DISTRICT: 2}
"""Nearest to the citizen first."""


def places_for(guide: Guide, matter: Matter) -> list[Place]:
    """Every active site that handles the guide, nearest level first; four queries whatever their number."""
    sites = Site.objects.filter(is_active=True).select_related("region").prefetch_related("hours")
    desks = {desk.site_id: desk for desk in matter.desks.all()}
    handling = [site for site in sites if handles(guide, site)]
    handling.sort(key=lambda site: (ORDER[Level(site.level)], site.region.code, site.code))
    return [place_of(site, desks.get(site.pk)) for site in handling]


def handles(guide: Guide, site: Site) -> bool:
    """Whether some level of the guide's handlings includes that site."""
    return any(h.level == site.level and (not h.sites or site.code in h.sites) for h in guide.handlings)


def place_of(site: Site, desk: Desk | None = None) -> Place:
    """A site as plain data, with the matter's own desk where it has one."""
    return Place(
        code=site.code,
        name=site.name,
        region=site.region.code,
        level=Level(site.level),
        address=site.address,
        floor=(desk and desk.floor) or site.floor,
        window=(desk and desk.window) or site.window,
        phone=(desk and desk.phone) or site.phone,
        hours=hours_words(
            Period(
                weekdays=h.weekdays,
                opens=h.opens,
                closes=h.closes,
                season=(h.season_from, h.season_to) if h.season_from else None,
            )
            for h in site.hours.all()
        ),
        transit=site.transit,
        accessible=site.accessible,
    )


def nearest_others(place: Place, places: list[Place], count: int = OTHER_SITES) -> tuple[Place, ...]:
    """Up to `count` further places, those in the closest branch of the hierarchy first."""

    def distance(other: Place) -> tuple[int, int]:
        shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(place.region, other.region, strict=False))
        )
        return -shared, places.index(other)

    return tuple(sorted((p for p in places if p.code != place.code), key=distance)[:count])
