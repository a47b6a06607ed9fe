"""Who writes `SearchKey`: the names of the newest edition, as letters."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KT

from matters.guide import Guide
from matters.models import Edition, SearchKey
from matters.models.edition import EditionQuerySet
from matters.search.pinyin import full, initials

BATCH = 500
"""How many matters or bundles are written at a time when all are."""
LONGEST_FULL, LONGEST_INITIALS = 1000, 200
"""Letters that the columns hold; of a longer name the beginning is found."""

Owner = tuple[int | None, int | None]
"""A matter or a bundle, as an edition's two columns name it."""


def index(edition: Edition, guide: Guide) -> None:
    """Make what a new edition is of findable by its names; inside the transaction that writes it. Two queries."""
    index_all([(edition, guide)])


def index_all(editions: Iterable[tuple[Edition, Guide]]) -> None:
    """The same for many at once."""
    _write({(e.matter_id, e.bundle_id): (g.name, g.short_name, *g.synonyms) for e, g in editions})


def rebuild() -> int:
    """Write the keys of everything that has an edition again; how many matters and bundles these are."""
    with transaction.atomic():
        SearchKey.objects.all().delete()
        return _index_newest(Edition.objects.all())


def fill_gaps() -> int:
    """The same for what has no keys yet, as after an update from a version without them. One query where nothing is missing."""
    keys = SearchKey.objects.filter(Q(matter=OuterRef("matter")) | Q(bundle=OuterRef("bundle")))
    with transaction.atomic():
        return _index_newest(Edition.objects.filter(~Exists(keys)))


def _index_newest(editions: EditionQuerySet) -> int:
    """The owners of these editions by the names of their newest; only the names are read, not the whole guides."""
    parts = (KT("content__name"), KT("content__short_name"), "content__synonyms")
    rows = editions.order_by("number").values_list("matter", "bundle", *parts)
    named: dict[Owner, tuple[str, ...]] = {}
    for matter, bundle, name, short_name, synonyms in rows.iterator(chunk_size=BATCH):
        named[matter, bundle] = (name, short_name or "", *(synonyms or ()))
    owners = list(named)
    for start in range(0, len(owners), BATCH):
        _write({owner: named[owner] for owner in owners[start : start + BATCH]})
    return len(named)


def _write(named: dict[Owner, tuple[str, ...]]) -> None:
    """Replace the keys of these owners."""
    matters, bundles = ({owner[i] for owner in named} - {None} for i in (0, 1))
    SearchKey.objects.filter(Q(matter__in=matters) | Q(bundle__in=bundles)).delete()
    SearchKey.objects.bulk_create(
        [
            SearchKey(matter_id=matter, bundle_id=bundle, full=spelled, initials=initials(name)[:LONGEST_INITIALS])
            for (matter, bundle), names in named.items()
            for name, spelled in {name: full(name)[:LONGEST_FULL] for name in names}.items()
            if spelled
        ],
        batch_size=BATCH,
    )
