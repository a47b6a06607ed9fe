"""Finding matters and 一件事 by whatever people type. The index stands in this process's memory; one query tells whether it is still right."""

from collections.abc import Mapping

from matters.search.found import Found, Hit
from matters.search.listed import Listed
from matters.search.loading import Subject, current, forget
from matters.search.wanted import Wanted

__all__ = ["current", "forget", "most_used", "offered", "search", "suggest", "used", "version"]


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


def most_used(limit: int) -> tuple[Hit, ...]:
    """What was given out most in the last 90 days."""
    return current().catalogue.most_used(limit)


def used() -> Mapping[Subject, int]:
    """How many sheets of each matter and 一件事 were given out in the last 90 days."""
    return current().used
