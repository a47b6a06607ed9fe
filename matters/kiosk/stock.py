"""What one site's terminals hold: the editions in force that are handled there, by the columns a list needs; guides are read part by part."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property
from typing import Any
from zlib import crc32

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT

from matters import catalogs
from matters.enums import Standing
from matters.kiosk.release import release
from matters.kiosk.spots import Spotter
from matters.models import Bundle, Edition, EditionHandling, Matter, Site
from matters.plain import digest

PER_PART = 40
"""About how many guides go together: few enough to be made within a second or two, many enough that a site is a few requests."""

_TOLD = (
    KT("content__name"), KT("content__short_name"), KT("content__summary"), F("content__synonyms"), F("content__topics"),
    KT("content__department__name"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """One edition in force with what the list says of it. `kind` is g or b as in its public address; of `matter` and `bundle` one is None."""

    edition: int
    sha256: str
    number: int
    effective_from: date
    next_from: date | None
    matter: int | None
    bundle: int | None
    kind: str
    code: str
    standing: str
    standing_reason: str
    name: str
    short_name: str
    summary: str
    synonyms: tuple[str, ...]
    topics: tuple[str, ...]
    department: str

    @property
    def is_suspended(self) -> bool:
        """Whether it is not handled for the time being."""
        return self.standing == Standing.SUSPENDED


@dataclass(frozen=True)
class Stock:
    """All of it for one site on a day."""

    site: Site
    day: date
    held: tuple[Held, ...]
    spotter: Spotter
    halted: dict[str, str]

    @cached_property
    def parts(self) -> tuple[tuple[Held, ...], ...]:
        """The editions in parts by a hash of their code, so that a new one changes a single part."""
        count = max(1, -(-len(self.held) // PER_PART))
        return tuple(tuple(h for h in self.held if crc32(h.code.encode()) % count == n) for n in range(count))

    def version(self, number: int) -> str:
        """Of all that a part says, without reading its guides."""
        part = self.parts[number]
        desks = self.spotter.desks_of([h.matter for h in part if h.matter])
        told = [[*map(str, astuple(held))] for held in part]
        return digest([told, str(desks), self.spotter.fingerprint, self.halted, settings.PUBLIC_BASE_URL, release()])


def stock(site: Site, day: date) -> Stock:
    """Seven queries, whatever the size of the catalog."""
    held = tuple(_held(site, day))
    spotter = Spotter.for_matters(site, [h.matter for h in held if h.matter])
    return Stock(site, day, held, spotter, _halted())


def _held(site: Site, day: date) -> Iterable[Held]:
    for kind, column, rows in (("b", "bundle", _bundles(site, day)), ("g", "matter", _matters(site, day))):
        later = Subquery(Edition.objects.next_start(day, **{column: OuterRef(column)}))
        subject = (F(f"{column}__{name}") for name in ("code", "standing", "standing_reason"))
        columns: tuple[str | Combinable, ...] = (
            "pk",
            "sha256",
            "number",
            "effective_from",
            "later",
            "matter",
            "bundle",
            *subject,
            *_TOLD,
        )
        for row in rows.annotate(later=later).order_by(f"{column}__code").values_list(*columns):
            yield _as_held(kind, *row)


def _as_held(kind: str, *row: Any) -> Held:
    *known, name, short_name, summary, synonyms, topics, department = row
    texts = (name, short_name or "", summary or "", tuple(synonyms or ()), tuple(topics or ()), department or "")
    return Held(*[*known[:7], kind, *known[7:], *texts])


def _matters(site: Site, day: date) -> QuerySet[Edition]:
    return Edition.objects.filter(pk__in=catalogs.edition_keys(catalogs.site_scope(site), day).order_by().values("pk"))


def _bundles(site: Site, day: date) -> QuerySet[Edition]:
    current = Edition.objects.key_in_force(day, bundle=OuterRef("pk"))
    public = Bundle.objects.public().order_by().annotate(current=Subquery(current)).values("current")
    here = EditionHandling.objects.filter(Q(site="") | Q(site=site.code), edition__in=public, level=site.level)
    return Edition.objects.filter(pk__in=here.values("edition"))


def _halted() -> dict[str, str]:
    """Why the matters that are not handled at present are not, by code: what bundles say of their members."""
    rows = Matter.objects.filter(standing__in=(Standing.SUSPENDED, Standing.RETIRED)).order_by("code")
    rows = rows.only("code", "name", "standing", "standing_reason")
    return {m.code: f"其中“{m.name}”{m.get_standing_display()}：{m.standing_reason}" for m in rows}
