"""办事地点 as the public looks for them: by community, street or name and nearest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from matters.enums import Level
from matters.models import Region, Site
from matters.place import Place, nearest
from matters.site_as_place import place_of

LONGEST = 40
"""Characters of what is typed that count."""
SHOWN = 8
"""Sites that are named as the nearest."""
_GENERIC = ("街道办事处", "街道", "社区居委会", "社区", "居委会", "镇", "村")


@dataclass(frozen=True, slots=True)
class Branch:
    """A street with the sites on it, or the district with its own (`street` is its name)."""

    street: str
    sites: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Directory:
    """What was found: `matched` sites by name, `area` the street or community that was meant, `near` the sites from there."""

    matched: tuple[Place, ...]
    area: str
    near: tuple[Place, ...]
    branches: tuple[Branch, ...]


def directory(asked: str = "", at: str = "") -> Directory:
    """Every active site, and those meant by what was typed or by a region's code (`at`); three queries whatever their number."""
    active = Site.objects.filter(is_active=True).select_related("region").prefetch_related("hours").order_by("code")
    places = [place_of(site) for site in active]
    regions = {region.code: region for region in Region.objects.all()}
    words = asked.replace("\0", "").strip()[:LONGEST]
    area = regions.get(at) or _meant(words, regions.values())
    near = nearest(area.code, places)[:SHOWN] if area else []
    matched = [p for p in places if words and words in p.name + p.address and p not in near]
    return Directory(tuple(matched[:SHOWN]), area.name if area else "", tuple(near), tuple(_branches(places, regions)))


def _meant(words: str, regions: Iterable[Region]) -> Region | None:
    """The street or community whose name was typed, whole or in part; the shortest name that fits."""
    core = _core(words)
    fitting = [r for r in regions if core and (core in r.name or _core(r.name) in words) and r.level != Level.DISTRICT]
    return min(fitting, key=lambda r: (r.name != words, _core(r.name) != core, len(r.name), r.code), default=None)


def _core(name: str) -> str:
    """`灯塔路街道` → `灯塔路`: people type it without."""
    ending = next((e for e in _GENERIC if name.endswith(e) and len(name) > len(e)), "")
    return name.removesuffix(ending)


def _branches(places: list[Place], regions: dict[str, Region]) -> Iterable[Branch]:
    """The district's own sites, then street by street."""
    by_street: dict[str, list[Place]] = {}
    for place in sorted(places, key=lambda p: (p.region, p.code)):
        by_street.setdefault(_street_code(place, regions), []).append(place)
    for code, members in sorted(by_street.items(), key=lambda item: item[0]):
        yield Branch(regions[code].name, tuple(members))


def _street_code(place: Place, regions: dict[str, Region]) -> str:
    """Of the street above a community's site; the own region's of any other."""
    if place.level != Level.COMMUNITY:
        return place.region
    parent = regions[place.region].parent_id
    return next((r.code for r in regions.values() if r.pk == parent), place.region)
