"""A site of the database as a plain `Place`, with what a desk there says instead."""

from collections.abc import Iterable
from typing import Any

from matters.enums import Level, LimitKind, LimitUnit
from matters.guide import Limit
from matters.models import OpeningHours, Site
from matters.periods import Period, hours_words
from matters.place import Place


def place_of(site: Site) -> Place:
    """A site as plain data, whatever the matter: with its usual floor, window and phone."""
    return place_at(site, periods_of(site), {})


def periods_of(site: Site) -> tuple[Period, ...]:
    """When a site is open, as plain periods."""
    return tuple(plain_period(row) for row in site.hours.all())


def place_at(site: Site, periods: Iterable[Period], desk: dict[str, Any]) -> Place:
    """What `desk` says counts before what the site says."""
    return Place(
        code=site.code,
        name=site.name,
        region=site.region.code,
        level=Level(site.level),
        address=desk.get("address") or site.address,
        floor=desk.get("floor") or site.floor,
        window=desk.get("window") or site.window,
        phone=desk.get("phone") or site.phone,
        hours=desk.get("hours") or hours_words(periods),
        transit=site.transit,
        accessible=site.accessible,
        note=desk.get("note") or "",
        promised=_promised(desk),
    )


def branch_of(site: Site) -> tuple[str, ...]:
    """Its street and community by name: none for a site of the district, the street alone for one of a street."""
    region = site.region
    if site.level == Level.DISTRICT:
        return ()
    return (region.parent.name, region.name) if region.parent and site.level == Level.COMMUNITY else (region.name,)


def _promised(desk: dict[str, Any]) -> Limit | None:
    amount = desk.get("promised_amount")
    return (
        None if amount is None else Limit(kind=LimitKind.PROMISED, amount=amount, unit=LimitUnit(desk["promised_unit"]))
    )


def plain_period(row: OpeningHours) -> Period:
    """A row of opening hours without the database."""
    season = (row.season_from, row.season_to) if row.season_from else None
    return Period(weekdays=row.weekdays, opens=row.opens, closes=row.closes, season=season)
