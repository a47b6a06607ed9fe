"""Every public page for whoever reads a site by its map (sitemaps.org protocol 0.9) and by its rules (robots.txt, RFC 9309)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from matters.directory import shelves
from matters.enums import PUBLIC
from matters.models import Edition, Site

PER_FILE = 50_000
"""Addresses of one file, as the protocol allows."""
PAGES = ("home", "topics", "departments", "bundles", "new", "forms", "sites", "catalog")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CLOSED = ("/accounts/", "/admin/", "/counter/", "/feedback/", "/kiosk/", "/n/", "/r/", "/search/", "/api/", "/g/*/sheet.pdf", "/b/*/sheet.pdf",
          "/g/*?", "/b/*?", "/*?*view=")  # fmt: skip
"""What robots are asked to leave alone: staff's pages, one person's documents, and the same content once more in another shape."""


@dataclass(frozen=True, slots=True)
class Address:
    """A page without its host, and since when it says what it says (None where nobody can tell)."""

    path: str
    changed_on: date | None = None


def every(day: date) -> list[Address]:
    """All of them, guides last; a handful of queries whatever their number."""
    facets = shelves.whole_catalog()
    events = [shelf.url for group in shelves.events(facets) for shelf in group.shelves]
    offices = [shelf.url for shelf in shelves.departments(facets)]
    sites = [reverse("site", args=[code]) for code in _sites()]
    plain = [reverse(name) for name in PAGES] + events + offices + sites
    return [*map(Address, plain), *_guides("bundle", day), *_guides("matter", day)]


def sitemap(addresses: Iterable[Address], base: str) -> str:
    """One file of addresses below `base` (https://host)."""
    return _file("urlset", "url", [(base + a.path, a.changed_on) for a in addresses])


def index(addresses: Sequence[Address], base: str) -> str:
    """The file that names the files of all the addresses."""
    files = [addresses[start : start + PER_FILE] for start in range(0, len(addresses), PER_FILE)]
    rows = [(base + reverse("sitemap_part", args=[n]), _latest(part)) for n, part in enumerate(files, 1)]
    return _file("sitemapindex", "sitemap", rows)


def robots(base: str) -> str:
    """Which pages are for people alone, and where the map is."""
    return "\n".join(
        ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), "", f"Sitemap: {base}{reverse('sitemap')}", ""]
    )


def _sites() -> Iterable[str]:
    return Site.objects.filter(is_active=True).order_by("code").values_list("code", flat=True)


def _guides(kind: str, day: date) -> list[Address]:
    """The guides in force with the day on which the newest of their editions came or took effect."""
    page = {"matter": "guide", "bundle": "bundle"}[kind]
    public = {f"{kind}__standing__in": PUBLIC}
    rows = Edition.objects.in_force(day).filter(**public).order_by().values_list(f"{kind}__code")
    dated = rows.annotate(start=Max("effective_from"), published=Max("published_at")).order_by(f"{kind}__code")
    return [Address(reverse(page, args=[c]), max(start, timezone.localdate(at))) for c, start, at in dated]


def _latest(addresses: Iterable[Address]) -> date | None:
    return max((a.changed_on for a in addresses if a.changed_on), default=None)


def _file(outer: str, inner: str, rows: Iterable[tuple[str, date | None]]) -> str:
    lines = (f"<{inner}><loc>{escape(loc)}</loc>{_changed(day)}</{inner}>" for loc, day in rows)
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{outer} xmlns="{_NAMESPACE}">', *lines, f"</{outer}>", ""]
    )


def _changed(day: date | None) -> str:
    return f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
