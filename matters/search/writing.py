"""Who writes `SearchEntry`: one row for each edition, with it.

The row of an edition that can never hold again is emptied and not deleted: as long as there are as many rows as editions, a process knows
without a further query that none was written past this module (see `loading`).
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.fields.json import KT
from django.utils import timezone

from matters.guide import Guide
from matters.models import Department, Edition, SearchEntry
from matters.models.edition import EditionQuerySet
from matters.plain import Unreadable, to_plain
from matters.search.entry import Entry, entry_of

BATCH = 250
"""How many editions are read and written at a time when all are."""
EMPTIED = 0
"""The stamp of an edition that can never hold again."""

Told = tuple[Edition, Guide]
"""An edition and what it says, read once."""


def index(edition: Edition, guide: Guide) -> None:
    """Make a new edition findable; inside the transaction that writes it. Three queries."""
    index_all([(edition, guide)])


def index_all(told: Iterable[Told]) -> None:
    """The same for many at once."""
    told = list(told)
    _write(told)
    siblings = Q(matter__in={e.matter_id for e, _ in told} - {None}) | Q(
        bundle__in={e.bundle_id for e, _ in told} - {None}
    )
    over = Edition.objects.filter(siblings, _over(timezone.localdate()))
    SearchEntry.objects.filter(edition__in=over.values("pk")).update(content={}, stamp=EMPTIED)


def rebuild() -> int:
    """Write the entries of all editions again; how many editions can be found now or later."""
    with transaction.atomic():
        SearchEntry.objects.all().delete()
        return fill_gaps()


def fill_gaps() -> int:
    """Write the entries that are missing, as after an update from a version without them; how many of these can be found.

    One query where nothing is missing.
    """
    missing = Edition.objects.filter(search_entry=None).annotate(over=_over(timezone.localdate()))
    with transaction.atomic():
        found = dict(missing.values_list("pk", "over"))
        _empty(pk for pk, over in found.items() if over)
        return _fill([pk for pk, over in found.items() if not over])


def entries(told: Iterable[Told]) -> list[Entry]:
    """The entries of editions that come with their subjects. One query: what their departments are called in short; for 一件事 another one: what
    their matters are called in full.
    """
    told = list(told)
    names = {guide.department.name for _, guide in told}
    short = dict(Department.objects.filter(name__in=names).exclude(short_name="").values_list("name", "short_name"))
    full = _names_of({member.code for _, guide in told for member in guide.members})
    return [
        entry_of(
            guide,
            code=edition.subject.code,
            departments=tuple(filter(None, [short.get(guide.department.name)])),
            members=tuple(full[member.code] for member in guide.members if member.code in full),
        )
        for edition, guide in told
    ]


def _names_of(codes: set[str]) -> dict[str, str]:
    """The names by code, as the newest editions of the matters say them. No query where there are none."""
    rows = Edition.objects.filter(matter__code__in=codes).order_by("number") if codes else Edition.objects.none()
    return dict(rows.annotate(name=KT("content__name")).values_list("matter__code", "name"))


def readable(editions: EditionQuerySet) -> Iterator[Told]:
    """Each with its guide, and with its subject; one that is not a guide (any more) is left out."""
    for edition in editions.select_related("matter", "bundle").iterator(chunk_size=BATCH):
        try:
            yield edition, edition.guide
        except Unreadable:
            continue


def _fill(missing: list[int]) -> int:
    written = 0
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        told = list(readable(Edition.objects.filter(pk__in=batch)))
        _write(told)
        _empty(set(batch) - {edition.pk for edition, _ in told})
        written += len(told)
    return written


def _write(told: list[Told]) -> None:
    rows = [
        SearchEntry(edition=edition, content=to_plain(entry))
        for (edition, _), entry in zip(told, entries(told), strict=True)
    ]
    SearchEntry.objects.bulk_create(rows, batch_size=BATCH)


def _empty(editions: Iterable[int]) -> None:
    rows = [SearchEntry(edition_id=pk, content={}, stamp=EMPTIED) for pk in editions]
    SearchEntry.objects.bulk_create(rows, batch_size=BATCH)


def _over(day: date) -> Q | Exists:
    """Of an edition: it has ended, or from `day` on another of its subject comes before it (see `EditionQuerySet.in_force`) as long as it lasts."""
    later = Q(effective_from__gt=OuterRef("effective_from")) | Q(
        effective_from=OuterRef("effective_from"), number__gt=OuterRef("number")
    )
    longer = Q(effective_to__isnull=True) | Q(effective_to__gte=OuterRef("effective_to"))
    same = Q(matter=OuterRef("matter")) | Q(bundle=OuterRef("bundle"))
    return Q(effective_to__lt=day) | Q(Exists(Edition.objects.filter(same, later, longer, effective_from__lte=day)))
