"""Whose figures somebody may ask for: the places, offices and people within reach, by the table in `oversight.access`.

In an address one of them stands as `of=site:12`, `of=window:12:3号窗口`, `of=region:410503003000`; typed by hand as `site=dengtalu` or
`region=410503003000`, by its code.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict

from django.db.models import Q, QuerySet

from accounts.models import StaffUser
from matters.models import Department, Region, Site
from matters.scoping import below
from oversight.access import VIEW_FIGURES, is_at_site
from oversight.figures.asked import Asked

KINDS = ("clerk", "window", "site", "department", "region", "all")
_KEY = 18
"""Digits of the longest key a database takes."""


class Named(TypedDict, total=False):
    """What of an `Asked` says whose figures; empty for the whole district."""

    region: Region
    department: Department
    site: Site
    window: str
    clerk: StaffUser


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen, in three queries: groups of (value of `of=`, name)."""

    whole: bool
    groups: tuple[tuple[str, list[tuple[str, str]]], ...]


def own(user: StaffUser) -> Named:
    """What somebody sees first: all they may see, or themselves."""
    if user.is_superuser:
        return {}
    if not user.has_perm(VIEW_FIGURES):
        return {"clerk": user}
    if user.region:
        return {"region": user.region}
    if user.department:
        return {"department": user.department}
    return {"site": user.site} if user.site and is_at_site(user) else {}


def choices(user: StaffUser) -> Choices:
    """All of it; nothing to choose from for who sees only themselves."""
    tree = [(f"region:{r.code}", f"{'　' * depth}{r.name}") for depth, r in _in_tree(regions(user))]
    places = [(f"site:{site.pk}", site.name) for site in sites(user)]
    offices = [(f"department:{office.pk}", office.name) for office in departments(user)]
    return Choices(not own(user), (("区划", tree), ("办事地点", places), ("部门", offices)))


def regions(user: StaffUser) -> QuerySet[Region]:
    """The regions whose figures `user` may see."""
    mine = own(user)
    if "region" in mine:
        return Region.objects.filter(below("", mine["region"].pk))
    return Region.objects.none() if mine else Region.objects.all()


def sites(user: StaffUser) -> QuerySet[Site]:
    """The sites whose figures `user` may see, closed ones too."""
    mine = own(user)
    if "site" in mine:
        return Site.objects.filter(pk=mine["site"].pk)
    if "region" in mine:
        return Site.objects.filter(below("region", mine["region"].pk))
    return Site.objects.none() if mine else Site.objects.all()


def departments(user: StaffUser) -> QuerySet[Department]:
    """The departments whose figures `user` may see."""
    mine = own(user)
    if "department" in mine:
        return Department.objects.filter(pk=mine["department"].pk)
    if "region" in mine:
        return Department.objects.filter(below("region", mine["region"].pk))
    return Department.objects.none() if mine else Department.objects.all()


def clerks(user: StaffUser) -> QuerySet[StaffUser]:
    """The people whose figures `user` may see: themselves, and who works at the sites within reach."""
    mine = own(user)
    if not mine:
        return StaffUser.objects.all()
    return StaffUser.objects.filter(Q(pk=user.pk) | Q(site__in=sites(user)))


def named(query: Mapping[str, str], user: StaffUser) -> Named | None:
    """What the address names, within reach; without a name what they see first. None for what is not there, or out of reach."""
    kind, key = _written(query)
    if not kind:
        return own(user)
    found = _found(kind, key, user)
    return found if found is None or "clerk" in found or user.has_perm(VIEW_FIGURES) else None


def address_of(asked: Asked) -> str:
    """Whose figures those are, as it stands in `of=`; empty for the whole district."""
    if asked.clerk:
        return f"clerk:{asked.clerk.pk}"
    if asked.site:
        return f"window:{asked.site.pk}:{asked.window}" if asked.window else f"site:{asked.site.pk}"
    if asked.department:
        return f"department:{asked.department.pk}"
    return f"region:{asked.region.code}" if asked.region else ""


def _written(query: Mapping[str, str]) -> tuple[str, str]:
    if of := query.get("of", ""):
        kind, _, key = of.partition(":")
        return (kind, key) if kind in KINDS else ("unknown", key)
    if code := query.get("site", ""):
        return "code", code
    return ("region", query["region"]) if query.get("region") else ("", "")


def _found(kind: str, key: str, user: StaffUser) -> Named | None:
    if kind == "all":
        return None if own(user) else {}
    if kind == "clerk":
        clerk = clerks(user).filter(pk=number(key)).first()
        return {"clerk": clerk} if clerk else None
    if kind == "department":
        department = departments(user).filter(pk=number(key)).first()
        return {"department": department} if department else None
    if kind == "region":
        region = regions(user).filter(code=key[:20]).first()
        return {"region": region} if region else None
    return _at_site(kind, key, user) if kind in ("site", "code", "window") else None


def _at_site(kind: str, key: str, user: StaffUser) -> Named | None:
    pk, _, window = key.partition(":")
    wanted = Q(code=key[:40]) if kind == "code" else Q(pk=number(pk))
    site = sites(user).filter(wanted).first()
    if not site:
        return None
    return {"site": site, "window": window[:40]} if window and kind == "window" else {"site": site}


def number(key: str) -> int:
    """The key as a number; 0, which is nobody's, for what is none."""
    return int(key) if key.isascii() and key.isdigit() and len(key) <= _KEY else 0


def _in_tree(found: Iterable[Region]) -> list[tuple[int, Region]]:
    """Each below what it belongs to, with how deep that is."""
    children: dict[int | None, list[Region]] = {}
    rows = sorted(found, key=lambda region: region.code)
    known = {region.pk for region in rows}
    for region in rows:
        children.setdefault(region.parent_id if region.parent_id in known else None, []).append(region)
    return list(_below(None, children, 0))


def _below(top: int | None, children: dict[int | None, list[Region]], depth: int) -> Iterator[tuple[int, Region]]:
    for child in children.get(top, []):
        yield depth, child
        yield from _below(child.pk, children, depth + 1)
