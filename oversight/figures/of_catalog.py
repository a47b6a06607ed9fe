"""How good the catalog is today, whatever the period: one page, complete, confirmed, quicker than the law asks, without coming twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from matters.enums import PUBLIC, Level, LimitKind, LimitUnit
from matters.models import Edition, EditionHandling, Limit, Matter, Site
from matters.scoping import below
from matters.staleness import stale
from notices.enums import Layout
from notices.models import Fit
from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Group, Share, rate
from oversight.models import CheckedMatter

_DAYS = {LimitUnit.DAY: 1, LimitUnit.WEEK: 7, LimitUnit.MONTH: 30, LimitUnit.YEAR: 365}
"""Units that can be held against one another; working days and hours only against their own kind."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The published matters of what was asked for: `editions` in force by matter."""

    editions: dict[int, int | None]
    visits: tuple[int, ...]


def coverage(asked: Asked, day: date) -> Group:
    """Nine queries."""
    matters = matters_of(asked, day)
    rows: list[tuple[int, int | None, int]] = list(matters.values_list("pk", "in_force", "visits"))
    catalog = Catalog({pk: edition for pk, edition, _ in rows}, tuple(visits for _, _, visits in rows))
    return Group(
        key="catalog",
        name="事项目录（今天）",
        figures=(
            _by_level(catalog),
            _one_page(catalog),
            _complete(catalog),
            _stale(matters, day, len(rows)),
            _compressed(catalog),
            *_visits(catalog),
        ),
    )


def ratio(statutory: Sequence[tuple[str, int]], promised: Sequence[tuple[str, int]]) -> float | None:
    """By how much of the statutory limit the promised one is shorter, 0 to 1; None where they cannot be held against one another.

    (unit, amount) as a matter has them; of several limits of a kind the longest counts. A promise longer than the law counts as 0.
    """
    law, promise = _longest(statutory), _longest(promised)
    if law is None or promise is None or not law[1]:
        return None
    if promise[1] and promise[0] != law[0]:
        return None
    return max(0.0, 1 - promise[1] / law[1])


def matters_of(asked: Asked, day: date) -> QuerySet[Any]:
    in_force = Subquery(Edition.objects.key_in_force(day, matter=OuterRef("pk")))
    matters = Matter.objects.filter(standing__in=PUBLIC, merged_into=None).order_by().annotate(in_force=in_force)
    if asked.department:
        return matters.filter(department=asked.department.pk)
    if asked.site or asked.region:
        return matters.filter(in_force__in=_handled(asked))
    return matters


def _handled(asked: Asked) -> "QuerySet[EditionHandling, Any]":
    """Editions that name one of the sites, or all sites of their level."""
    top = Q(pk=asked.site.pk) if asked.site else below("region", asked.region.pk) if asked.region else Q()
    sites = Site.objects.filter(top, is_active=True)
    anywhere = Q(site="", level__in=sites.values("region__level"))
    return EditionHandling.objects.filter(anywhere | Q(site__in=sites.values("code"))).values("edition")


def _by_level(catalog: Catalog) -> Figure:
    rows = EditionHandling.objects.filter(edition__in=_editions(catalog)).order_by()
    pairs = set(rows.values_list("level", "edition"))
    return Figure(
        key="matters",
        name="在办事项",
        definition="已发布（含暂停办理）的事项，按现行版本写明的办理层级；几级都能办的，各计一次。",
        value=len(catalog.editions),
        unit="项",
        shares=tuple(
            Share(key=level, label=level.label, value=sum(1 for of, _ in pairs if of == level)) for level in Level
        ),
        rows="matters",
    )


def _one_page(catalog: Catalog) -> Figure:
    rows = Fit.objects.filter(edition__in=_editions(catalog), layout=Layout.A4).order_by().values("edition")
    pages = dict(rows.annotate(most=Max("pages")).values_list("edition", "most"))
    part = sum(1 for most in pages.values() if most == 1)
    return rate(
        "one_page",
        "一页纸",
        "现行版本的告知单已试排的事项里，各种情形都排得进一页 A4 的占多少。",
        part,
        len(pages),
        "matters",
    )


def _complete(catalog: Catalog) -> Figure:
    rows = CheckedMatter.objects.filter(matter__in=list(catalog.editions)).values_list("errors", flat=True)
    errors = list(rows)
    return rate(
        "complete",
        "要素齐全",
        "在办事项里，目录内容通过发布检查、没有错误的占多少。",
        errors.count(0),
        len(errors),
        "matters",
    )


def _stale(matters: QuerySet[Any], day: date, whole: int) -> Figure:
    return rate(
        "stale",
        "到期未核对",
        "在办事项里，超过核对周期没有发布新版本、也没有核对过的占多少。",
        stale(matters, day).count(),
        whole,
        "matters",
    )


def _compressed(catalog: Catalog) -> Figure:
    """The mean over matters, so that one long limit does not outweigh all others and units are never mixed."""
    found: dict[int, dict[str, list[tuple[str, int]]]] = {}
    rows = Limit.objects.filter(matter__in=list(catalog.editions)).order_by()
    for matter, kind, unit, amount in rows.values_list("matter", "kind", "unit", "amount"):
        found.setdefault(matter, {LimitKind.STATUTORY: [], LimitKind.PROMISED: []})[kind].append((unit, amount))
    ratios = [ratio(limits[LimitKind.STATUTORY], limits[LimitKind.PROMISED]) for limits in found.values()]
    comparable = [one for one in ratios if one is not None]
    return Figure(
        key="compressed",
        name="时限压缩",
        definition=(
            "各事项承诺时限比法定时限短的百分比的平均值；只比两种时限都有、单位可比的事项"
            f"（本次{len(comparable)}项），有几个时限的取最长的。"
        ),
        value=round(100 * sum(comparable) / len(comparable), 1) if comparable else None,
        unit="%",
        rows="matters",
    )


def _visits(catalog: Catalog) -> tuple[Figure, Figure]:
    visits, definition = catalog.visits, "在办事项的“到现场次数”的平均值。"
    average = round(sum(visits) / len(visits), 2) if visits else None
    return (
        Figure(key="on_site", name="到现场次数", definition=definition, value=average, unit="次", rows="matters"),
        rate("no_visit", "不用跑", "在办事项里，到现场次数为零的占多少。", visits.count(0), len(visits), "matters"),
    )


def _longest(limits: Sequence[tuple[str, int]]) -> tuple[str, int] | None:
    """In days of its kind; None where a matter has none, or has them in kinds that cannot be compared. 0 is done on the spot, in any unit."""
    counted = [("day", amount * _DAYS[LimitUnit(u)]) if u in _DAYS else (u, amount) for u, amount in limits]
    kinds = {unit for unit, amount in counted if amount}
    return max(counted, key=lambda limit: limit[1]) if counted and len(kinds) <= 1 else None


def _editions(catalog: Catalog) -> list[int]:
    return [edition for edition in catalog.editions.values() if edition]
