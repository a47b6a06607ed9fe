"""What is offered to somebody whose search found nothing."""

from dataclasses import dataclass

from matters.enums import SiteKind
from matters.models import Site
from matters.search.found import Hit
from matters.search.wanted import Wanted
from matters.search_page.nearest import nearest

NEAREST = 5


@dataclass(frozen=True, slots=True)
class OtherWays:
    """`unfiltered` looks for the words alone, where something else narrows them; elsewhere `near` shares most with them. `office` answers the
    phone.
    """

    near: tuple[Hit, ...]
    unfiltered: str
    office: Site | None


def other_ways(wanted: Wanted) -> OtherWays:
    """For a search that found nothing. At most two queries."""
    unfiltered = Wanted(q=wanted.q).query() if wanted.filters and wanted.q else ""
    centres = Site.objects.filter(kind=SiteKind.CENTRE).exclude(phone="").order_by("region__code", "code")
    near = () if unfiltered else nearest(wanted.q, NEAREST, shared=2)
    return OtherWays(near, unfiltered, centres.first())
