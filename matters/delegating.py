"""批量下放, the looking: what an order would do to each of many matters, and why some are left out. `bulk_applying` does it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from matters.bulk_applying import Plan
from matters.delegation import Delegated, Needless, Order, delegated
from matters.enums import Standing
from matters.keeping import copies_of
from matters.models import Matter, Review
from matters.working_copy import WorkingCopy

MOST = 500
"""Matters of one preview."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A matter with what would become of its handlings, or (`reason`) why it is left out."""

    matter: Matter
    change: Delegated | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """`beyond`: how many matters were selected that are more than one preview holds."""

    proposed: list[Proposed]
    beyond: int

    @property
    def possible(self) -> list[Proposed]:
        """Those that can be changed."""
        return [p for p in self.proposed if p.change]

    @property
    def left_out(self) -> list[Proposed]:
        """Those that cannot."""
        return [p for p in self.proposed if not p.change]


def preview(seen: QuerySet[Matter], own: QuerySet[Matter], order: Order) -> Preview:
    """What the order would do to the matters `seen`; of them only those in `own` are the user's to change."""
    rows = list(seen.select_related("department").order_by("code")[: MOST + 1])
    beyond = seen.count() - MOST if len(rows) > MOST else 0
    rows = rows[:MOST]
    pks = [row.pk for row in rows]
    copies, mine = dict(copies_of(pks)), set(own.filter(pk__in=pks).values_list("pk", flat=True))
    reviewed = set(Review.objects.open().filter(matter__in=pks).values_list("matter", flat=True))
    return Preview([_proposed(m, copies[m.pk], order, _obstacle(m, mine, reviewed)) for m in rows], beyond)


def plans(own: QuerySet[Matter], order: Order, ticked: Mapping[int, int]) -> list[Plan]:
    """The plans for the ticked matters: a key and the revision that was shown."""
    found = own.filter(pk__in=ticked).order_by("code")
    return [Plan(matter, ticked[matter.pk], lambda copy: [delegated(copy, order)]) for matter in found]


def _obstacle(matter: Matter, mine: set[int], reviewed: set[int]) -> str:
    if matter.pk not in mine:
        return "不属于您的部门，只能查看"
    if matter.merged_into_id is not None:
        return "已并入别的事项"
    if matter.standing == Standing.RETIRED:
        return "已取消"
    return "正在审核，要修改请先撤回或退回" if matter.pk in reviewed else ""


def _proposed(matter: Matter, copy: WorkingCopy, order: Order, obstacle: str) -> Proposed:
    if obstacle:
        return Proposed(matter, None, obstacle)
    try:
        return Proposed(matter, delegated(copy, order))
    except Needless as needless:
        return Proposed(matter, None, str(needless))
