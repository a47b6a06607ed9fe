"""办事地点 as open data."""

from collections.abc import Sequence

from matters.enums import Level, SiteKind
from matters.models import Site
from matters.open_data.shapes import OpenPeriod, PublishedSite
from matters.periods import Period
from matters.site_as_place import branch_of, periods_of, place_of


def sites(region: str = "", level: str = "") -> Sequence[PublishedSite]:
    """The active sites of a level, and of a region with all below it (its 12-digit code); by region and code; two queries."""
    active = Site.objects.filter(is_active=True).select_related("region__parent").prefetch_related("hours")
    if level:
        active = active.filter(region__level=level)
    if region:
        active = active.filter(region__code__startswith=_branch(region))
    return [_published(site) for site in active.order_by("region__code", "code")]


def site_at(code: str) -> PublishedSite | None:
    """The active site of that code; two queries."""
    active = Site.objects.filter(is_active=True).select_related("region__parent").prefetch_related("hours")
    site = active.filter(code=code.replace("\0", "")).first()  # no database compares NUL
    return _published(site) if site else None


def _branch(region: str) -> str:
    """The digits that a region's code shares with those below it: six of a district, nine of a street (国家统计局, 统计用区划代码)."""
    return next((region[:end] for end in (6, 9) if not region[end:].strip("0")), region)


def _published(site: Site) -> PublishedSite:
    place = place_of(site)
    said = {name: getattr(place, name) for name in ("name", "address", "floor", "window", "phone", "transit", "hours")}
    return PublishedSite(
        **said,
        code=site.code,
        kind=SiteKind(site.kind),
        level=Level(site.level),
        region=site.region.code,
        branch=branch_of(site),
        accessible=place.accessible,
        periods=tuple(map(_period, periods_of(site))),
        demo=site.demo,
    )


def _period(period: Period) -> OpenPeriod:
    return OpenPeriod(
        weekdays=period.weekdays,
        opens=f"{period.opens:%H:%M}",
        closes=f"{period.closes:%H:%M}",
        season=period.season or (),
    )
