"""Where editions say they can be handled, as rows: what catalogs by level and by site are counted and listed from."""

from collections.abc import Iterable

from matters.guide import Guide
from matters.models import Edition, EditionHandling


def handling_rows(edition: Edition, guide: Guide) -> list[EditionHandling]:
    """One unsaved row for each level, way and site (no site: every one of the level) of the guide, whatever situation it holds for."""
    found = {(h.level, h.how, site): None for h in guide.handlings for site in (h.sites or ("",))}
    return [EditionHandling(edition=edition, level=level, how=how, site=site) for level, how, site in found]


def write_handlings(edition: Edition, guide: Guide) -> None:
    """Store the rows of a new edition; inside the transaction that writes it."""
    write_all([(edition, guide)])


def write_all(editions: Iterable[tuple[Edition, Guide]]) -> None:
    """The same for many at once."""
    rows = [row for edition, guide in editions for row in handling_rows(edition, guide)]
    EditionHandling.objects.bulk_create(rows, batch_size=500)
