"""What a batch prints: from what was chosen to a list of sheets, and what is left out and why. Nothing is laid out here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import StaffUser
from matters.enums import Level, Standing
from matters.guide import Guide
from matters.handling_places import ORDER, handles
from matters.models import Edition, Matter, Site
from matters.publishing import today
from matters.scoping import in_scope, visible
from matters.tailoring import OUTCOME_CAP, outcomes, tailor
from notices.enums import Layout

MAX_SHEETS = 2000
"""Sheets of one file: it takes about 0.4 MB of memory a sheet to join them, and nobody carries more paper."""
_MATTERS_AT_ONCE = 200
_OBSTACLES = {
    Standing.DRAFT: "还没有发布",
    Standing.SUSPENDED: "暂停办理",
    Standing.RETIRED: "已取消",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What was asked for; every part left empty narrows nothing. `matters` are keys picked by hand, `site` is a site's code.

    `since`: only editions that took effect on that day or later. Of each matter the untailored sheet or one for `every_outcome` of its questions, at
    the nearest of the sites that are meant or at `every_place` of them.
    """

    matters: tuple[int, ...] = ()
    department: int | None = None
    level: str = ""
    site: str = ""
    since: date | None = None
    every_outcome: bool = False
    every_place: bool = False
    layout: Layout = Layout.A4


@dataclass(frozen=True, slots=True)
class Wanted:
    """One sheet of the batch: of which edition, for which answers, at which site (its code). `label` is its bookmark."""

    edition: int
    answers: Mapping[str, str]
    site: str
    label: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A matter that is not, or not wholly, in the batch, and why."""

    matter: str
    reason: str


@dataclass(frozen=True, slots=True)
class Batch:
    """The sheets, site by site and there in the order of the codes. `is_over`: counting stopped at MAX_SHEETS."""

    wanted: tuple[Wanted, ...]
    matters: int
    left_out: tuple[LeftOut, ...]
    is_over: bool


def gather_batch(selection: Selection, user: StaffUser) -> Batch:
    """The sheets of `selection`, as far as `user` sees the matters and the sites."""
    places = _places(selection, user)
    found: list[tuple[int, Wanted]] = []
    left_out: list[LeftOut] = []
    count = 0
    for matter, edition in _with_editions(_matters(selection, user)):
        if reason := _obstacle(matter, edition):
            left_out.append(LeftOut(matter.name, reason))
        elif edition and (selection.since is None or edition.effective_from >= selection.since):
            sheets = list(_sheets(edition, selection, places))
            left_out += _notes(matter, selection, sheets)
            found += sheets
            count += bool(sheets)
        if len(found) > MAX_SHEETS:
            break
    found.sort(key=lambda pair: pair[0])
    wanted = tuple(sheet for _, sheet in found[:MAX_SHEETS])
    return Batch(wanted, count, tuple(left_out), len(found) > MAX_SHEETS)


def _matters(selection: Selection, user: StaffUser) -> QuerySet[Matter]:
    """Picked by hand: whatever became of them. By a rule: those the public may know of, and drafts as what is still missing."""
    matters = in_scope(Matter.objects.all(), user).order_by("code")
    if selection.department:
        matters = matters.filter(department=selection.department)
    if selection.matters:
        return matters.filter(pk__in=selection.matters)
    return matters.exclude(standing=Standing.RETIRED)


def _places(selection: Selection, user: StaffUser) -> list[tuple[int, Site]]:
    """The sites that are meant, nearest to the citizen first, each with its rank."""
    sites = visible(Site.objects.filter(is_active=True), user).select_related("region")
    if selection.level:
        sites = sites.filter(region__level=selection.level)
    if selection.site:
        sites = sites.filter(code=selection.site)
    order = sorted(sites, key=lambda site: (ORDER[Level(site.level)], site.region.code, site.code))
    return list(enumerate(order))


def _with_editions(matters: QuerySet[Matter]) -> Iterator[tuple[Matter, Edition | None]]:
    """Each matter with the edition in force; editions are large, so only some are held at a time."""
    keys = list(matters.values_list("pk", flat=True))
    for start in range(0, len(keys), _MATTERS_AT_ONCE):
        some = Matter.objects.filter(pk__in=keys[start : start + _MATTERS_AT_ONCE]).order_by("code")
        editions: dict[int | None, Edition] = {}
        for edition in Edition.objects.in_force(today()).filter(matter__in=some):
            editions.setdefault(edition.matter_id, edition)
        yield from ((matter, editions.get(matter.pk)) for matter in some)


def _obstacle(matter: Matter, edition: Edition | None) -> str:
    if matter.standing != Standing.LIVE:
        return _OBSTACLES[Standing(matter.standing)]
    return "" if edition else "现在没有生效的版本"


def _sheets(edition: Edition, selection: Selection, places: Iterable[tuple[int, Site]]) -> Iterator[tuple[int, Wanted]]:
    """The sheets of one matter, each with the rank of its site."""
    guide = edition.guide
    for answers in outcomes(guide) if selection.every_outcome else ({},):
        tailored = tailor(guide, answers)
        handling = [(rank, site) for rank, site in places if handles(tailored, site)]
        for rank, site in handling if selection.every_place else handling[:1]:
            yield rank, Wanted(edition.pk, answers, site.code, _label(tailored, site))


def _label(guide: Guide, site: Site) -> str:
    situation = "、".join(answer.option_text for answer in guide.answers)
    return " · ".join(filter(None, (guide.name, situation, site.name)))


def _notes(matter: Matter, selection: Selection, sheets: list[tuple[int, Wanted]]) -> Iterator[LeftOut]:
    """What to tell of a matter that could be printed."""
    narrowed = bool(selection.level or selection.site) and not selection.matters
    if not sheets and not narrowed:
        yield LeftOut(matter.name, "所选的办事地点都不办理")
    if selection.every_outcome and len({str(sheet.answers) for _, sheet in sheets}) == OUTCOME_CAP:
        yield LeftOut(matter.name, f"情形太多，只取前{OUTCOME_CAP}种")
