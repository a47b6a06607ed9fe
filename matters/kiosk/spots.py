"""Where a guide is handled, seen from the site where a terminal stands: there, and the nearest others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matters.enums import Level
from matters.guide import Guide
from matters.handling_places import DESK, ORDER, handles, how_at, nearest_others
from matters.kiosk.packing import Spots
from matters.models import Desk, Site
from matters.periods import Period
from matters.place import Place
from matters.plain import digest, to_plain
from matters.site_as_place import branch_of, periods_of, place_at, place_of


@dataclass(frozen=True, slots=True)
class Spotter:
    """All active sites, nearest level first, each with its periods; the matters' own desks by matter and site."""

    site: Site
    sites: tuple[tuple[Site, tuple[Period, ...]], ...]
    desks: dict[tuple[int, int], dict[str, Any]]
    fingerprint: str

    @classmethod
    def for_matters(cls, site: Site, matters: Iterable[int]) -> "Spotter":
        """Reads them: three queries."""
        rows = Site.objects.filter(is_active=True).select_related("region__parent").prefetch_related("hours")
        sites = sorted(rows, key=lambda s: (ORDER[Level(s.level)], s.region.code, s.code))
        desks = Desk.objects.filter(matter__in=list(matters)).values("matter_id", "site_id", *DESK)
        return cls(
            site,
            tuple((s, periods_of(s)) for s in sites),
            {(row["matter_id"], row["site_id"]): row for row in desks},
            digest([to_plain(place_of(s)) for s in sites]),
        )

    def desks_of(self, matters: Iterable[int]) -> list[dict[str, Any]]:
        """What the desks of these matters say, in a fixed order."""
        wanted = set(matters)
        return [self.desks[key] for key in sorted(self.desks) if key[0] in wanted]

    def spots(self, matter: int | None) -> Spots:
        """For the guides of a matter (None: of a bundle, which has no desks), however they are tailored."""
        every = [(s, place_at(s, periods, self.desks.get((matter or 0, s.pk), {}))) for s, periods in self.sites]
        return lambda guide: _seen_from(self.site, guide, every)


def _seen_from(site: Site, guide: Guide, every: Sequence[tuple[Site, Place]]) -> tuple[Place | None, tuple[Place, ...]]:
    places = [replace(place, how=how_at(guide, s), branch=branch_of(s)) for s, place in every if handles(guide, s)]
    here = next((place for place in places if place.code == site.code), None)
    own = next(place for s, place in every if s.pk == site.pk)
    return here, nearest_others(here or own, places)
