"""实施清单: which matters a level, or a site, handles, as editions in force say; and how many a level has, as offices report it.

A matter counts once at a level, however many sites or ways there are, when its edition in force names that level and it has not been retired.
Working copies count for nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from matters import wording
from matters.desks_check import promise_of
from matters.enums import Level, Standing
from matters.guide import Guide, Handling
from matters.local_promise import at_place, promises
from matters.models import Desk, Edition, EditionHandling, Matter, Site

COLUMNS = ("序号", "事项名称", "事项类型", "实施主体", "办理方式", "办理地点", "承诺时限", "到现场次数", "编码")
BATCH = 500
"""Editions read at a time where a whole catalog is written."""
NAMED = 3
"""Sites that a line names before it says how many there are."""
_REPORTED = {Level.DISTRICT: "区级", Level.STREET: "下放至街道", Level.COMMUNITY: "下放至社区"}


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose catalog: a level's, or one site's. `title` stands above it."""

    title: str
    level: Level
    site: Site | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the catalog; `code` is the public one."""

    code: str
    name: str
    is_suspended: bool
    matter_type: str
    department: str
    how: str
    where: str
    promised: str
    visits: int
    number: str

    @property
    def cells(self) -> tuple[str | int, ...]:
        """In the order of COLUMNS, without the running number."""
        return (
            self.name + ("（暂停办理）" if self.is_suspended else ""),
            self.matter_type,
            self.department,
            self.how,
            self.where,
            self.promised,
            self.visits,
            self.number,
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """How many matters a level has, in the words of the reports: `下放至街道 278 项`."""

    level: Level
    words: str
    matters: int


def level_scope(level: Level) -> Scope:
    """The catalog of all sites of a level."""
    return Scope(f"{_REPORTED[level]}事项实施清单", level)


def site_scope(site: Site) -> Scope:
    """The catalog of one site."""
    return Scope(f"{site.name}实施清单", Level(site.level), site)


def handled(day: date) -> QuerySet[EditionHandling]:
    """The handlings of the editions in force on `day` of all matters that the public finds."""
    in_force = Edition.objects.key_in_force(day, matter=OuterRef("pk"))
    current = Matter.objects.public().order_by().annotate(current=Subquery(in_force)).values("current")
    return EditionHandling.objects.filter(edition__in=current)


def tallies(day: date) -> list[Tally]:
    """How many matters every level has, the district first; one query."""
    rows = handled(day).values_list("level").annotate(n=Count("edition", distinct=True)).order_by()
    found = dict(rows)
    return [Tally(level, _REPORTED[level], found.get(level, 0)) for level in Level]


def edition_keys(scope: Scope, day: date) -> QuerySet[Edition, int]:
    """The keys of the editions in the catalog, by department and name."""
    rows = handled(day).filter(level=scope.level)
    if scope.site:
        rows = rows.filter(Q(site="") | Q(site=scope.site.code))
    editions = Edition.objects.filter(pk__in=rows.values("edition"))
    order = ("matter__department__name", "matter__name", "matter__code")
    return editions.order_by(*order).values_list("pk", flat=True)


def entries(scope: Scope, keys: Sequence[int]) -> list[Entry]:
    """The lines of those editions, in their order; two queries."""
    editions = Edition.objects.select_related("matter").only("content", "matter__standing").in_bulk(keys)
    found = [editions[key] for key in keys if key in editions]
    if scope.site:
        desks = Desk.objects.filter(site=scope.site, matter__in=[e.matter_id for e in found])
        by_matter: dict[int | None, Desk] = {desk.matter_id: desk for desk in desks}
        return [_marked(_at_site(e.guide, scope.site, by_matter.get(e.matter_id)), e) for e in found]
    names = dict(Site.objects.filter(is_active=True, region__level=scope.level).values_list("code", "name"))
    return [_marked(_at_level(e.guide, scope.level, names), e) for e in found]


def every_entry(scope: Scope, day: date) -> Iterator[Entry]:
    """The whole catalog, line by line, no more than BATCH editions in memory."""
    keys = list(edition_keys(scope, day))
    for start in range(0, len(keys), BATCH):
        yield from entries(scope, keys[start : start + BATCH])


def _marked(entry: Entry, edition: Edition) -> Entry:
    """The line with what no edition says: whether the matter is suspended."""
    return replace(entry, is_suspended=bool(edition.matter and edition.matter.standing == Standing.SUSPENDED))


def _at_level(guide: Guide, level: Level, names: dict[str, str]) -> Entry:
    here = [h for h in guide.handlings if h.level == level]
    codes = list(dict.fromkeys(code for h in here for code in h.sites))
    known = [names[code] for code in codes if code in names]
    every = f"全部{level.label}" if level != Level.DISTRICT else "、".join(names.values())
    listed = "、".join(known[:NAMED]) + (f"等{len(known)}处" if len(known) > NAMED else "")
    return _entry(guide, here, every if any(not h.sites for h in here) else listed)


def _at_site(guide: Guide, site: Site, desk: Desk | None) -> Entry:
    here = [h for h in guide.handlings if h.level == site.level and (not h.sites or site.code in h.sites)]
    position = ((desk and desk.floor) or site.floor) + ((desk and desk.window) or site.window)
    return _entry(at_place(guide, promise_of(desk) if desk else None), here, position or site.name)


def _entry(guide: Guide, here: Sequence[Handling], where: str) -> Entry:
    return Entry(
        code=guide.code,
        name=guide.name,
        is_suspended=False,
        matter_type=guide.matter_type.label,
        department=guide.department.name,
        how="；".join(dict.fromkeys(wording.conditional(guide, wording.how_words(h), h.when) for h in here)),
        where=where,
        promised="或".join(dict.fromkeys(map(wording.duration, promises(guide.limits)))),
        visits=guide.visits,
        number=guide.item_code or guide.implementation_code or guide.basic_code or guide.code,
    )
