"""Finding matters and 一件事 by whatever people type. The index stands in this process's memory; one query tells whether it is still right."""

from collections.abc import Sequence

from matters.models import Site
from matters.search.found import Found, Hit
from matters.search.listed import Listed
from matters.search.loading import current, forget
from matters.search.wanted import Wanted

__all__ = ["current", "forget", "most_used", "offered", "search", "suggest", "version"]


def search(wanted: Wanted) -> Found:
    """What is in force and public that fits, best first; without words everything in the usual order. One query where nothing changed."""
    return current().catalogue.search(wanted)


def suggest(text: str, limit: int = 8) -> tuple[Hit, ...]:
    """The best of it, for somebody who is still typing; nothing without words."""
    return tuple(search(Wanted(q=text)).hits[:limit]) if text.strip() else ()


def version() -> str:
    """Changes whenever any list could change: an edition, a standing, an everyday word, the day."""
    return current().version


def offered(text: str, level: str, site_code: str, limit: int) -> list[Listed]:
    """What the window of a site (of any, without a code) is offered, what it can give out first (see `Catalogue.offered`)."""
    places = frozenset({level, f"{level}/{site_code}"}) if site_code else None
    return current().catalogue.offered(text, places, limit)


def most_used(limit: int, site_code: str = "") -> Sequence[Hit]:
    """What was given out most in the last 90 days, of what is handled at that site where one is named (one query)."""
    if not site_code:
        return current().catalogue.most_used(limit)
    level = Site.objects.filter(code=site_code).values_list("region__level", flat=True).first() or ""
    return current().catalogue.most_used(limit, frozenset({level, f"{level}/{site_code}"}))
