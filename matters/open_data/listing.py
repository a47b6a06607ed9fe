"""The list of matters and bundles as open data: what the public search finds, narrowed further by where and in which bundle."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from matters import catalogs
from matters.bundle_lookup import find_bundle
from matters.lookup import is_code
from matters.models import Department, Edition, Site, Topic
from matters.open_data.shapes import ListedDepartment, ListedMatter, ListedTopic
from matters.search import searching
from matters.search.found import Facet, Hit
from matters.search.wanted import Wanted


class Unknown(LookupError):
    """There is no such site or bundle."""


def listed(wanted: Wanted, day: date, *, site: Site | None = None, bundle: str = "") -> Sequence[Hit]:
    """What fits: best first where words are looked for, else by code. Handled at a site, in a bundle (its code).

    Raises Unknown for a code that is none of a bundle in force.
    """
    hits = searching.search(wanted).hits
    kept = [_at_site(site, day)] if site else []
    kept += [_in_bundle(bundle, day)] if bundle else []
    if kept:
        codes = set.intersection(*kept)
        hits = [hit for hit in hits if hit.code in codes]
    return hits if wanted.q else sorted(hits, key=attrgetter("code"))


def line(hit: Hit) -> ListedMatter:
    """A hit without what only a page needs."""
    return ListedMatter(**{name: getattr(hit, name) for name in ListedMatter.__dataclass_fields__})


def topics() -> list[ListedTopic]:
    """The life and business events that public matters stand under, in the office's order; two queries."""
    counts = _counts("topic")
    rows = Topic.objects.filter(name__in=counts).values_list("name", "kind")
    return [ListedTopic(name=name, kind=kind, matters=counts[name]) for name, kind in rows]  # type: ignore[arg-type]


def departments() -> list[ListedDepartment]:
    """The departments that are responsible for public matters, by name; two queries."""
    counts = _counts("department")
    rows = Department.objects.filter(name__in=counts).values("name", "code", "nature")
    return [ListedDepartment(**row, matters=counts[row["name"]]) for row in rows]  # type: ignore[arg-type]


def _counts(parameter: str) -> dict[str, int]:
    facets: tuple[Facet, ...] = searching.search(Wanted(bundle="0")).facets[parameter]
    return {facet.value: facet.count for facet in facets}


def site_called(code: str) -> Site:
    """The active site of that code. Raises Unknown."""
    site = Site.objects.select_related("region").filter(code=code, is_active=True).first()
    if site is None:
        raise Unknown(code)
    return site


def _at_site(site: Site, day: date) -> set[str]:
    keys = catalogs.edition_keys(catalogs.site_scope(site), day)
    return set(Edition.objects.filter(pk__in=keys).order_by().values_list("matter__code", flat=True))


def _in_bundle(code: str, day: date) -> set[str]:
    found = find_bundle(code, day) if is_code(code) else None
    if found is None or found.edition is None:
        raise Unknown(code)
    return {member.code for member in found.edition.guide.members}
