"""The day so far in a few numbers: mine, this window's, this site's. Three queries, however much was done."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import StaffUser
from matters.models import Site
from matters.publishing import midnight
from notices.enums import NoticeKind, ReceiptHow
from notices.models import Notice, Visit


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of one day for one clerk, window or site; void documents count for nothing.

    `letters` are the documents that followed a 告知单, by kind. `received` is the share of all documents that were received, in percent; None
    where there are none. `waiting` counts affairs on which a deadline runs, of whatever day, `overdue` those that are past it.
    """

    told: int
    letters: tuple[tuple[NoticeKind, int], ...]
    received: int | None
    visits: int
    waiting: int
    overdue: int

    @property
    def letters_in_all(self) -> int:
        """However they are called."""
        return sum(count for _, count in self.letters)


@dataclass(frozen=True, slots=True)
class Today:
    """`window` is None for who has no window, or works alone at it and would read the same twice."""

    mine: Tally
    window: Tally | None
    site: Tally


Row = dict[str, Any]


def today_at(user: StaffUser, site: Site, day: date | None = None) -> Today:
    """What was done at `site` on `day` (default today, Asia/Shanghai), as far as `user` is concerned."""
    day = day or timezone.localdate()
    rows = (_papers(site, day), _visits(site, day), _waiting(site, day))
    mine = _tally(rows, lambda row: row["clerk"] == user.pk)
    window = _tally(rows, lambda row: row["clerk__window"] == user.window) if user.window else None
    return Today(mine, window if window != mine else None, _tally(rows, lambda _: True))


def _papers(site: Site, day: date) -> list[Row]:
    rows = Notice.objects.filter(site=site, voiding__isnull=True, **_within("issued_at", day))
    taken = Q(receipt__isnull=False) & ~Q(receipt__how=ReceiptHow.REFUSED)
    return list(_by_clerk(rows, "kind").annotate(n=Count("pk"), received=Count("pk", filter=taken)))


def _visits(site: Site, day: date) -> list[Row]:
    return list(_by_clerk(Visit.objects.standing().filter(site=site, **_within("at", day))).annotate(n=Count("pk")))


def _waiting(site: Site, day: date) -> list[Row]:
    late = Count("pk", filter=Q(due_on__lt=day))
    return list(_by_clerk(Visit.objects.waiting().filter(site=site)).annotate(n=Count("pk"), late=late))


def _by_clerk(rows: Any, *fields: str) -> Any:
    return rows.order_by().values("clerk", "clerk__window", *fields)


def _within(field: str, day: date) -> dict[str, Any]:
    return {f"{field}__gte": midnight(day), f"{field}__lt": midnight(day + timedelta(days=1))}


def _tally(rows: tuple[list[Row], list[Row], list[Row]], of_whom: Callable[[Row], bool]) -> Tally:
    papers, visits, waiting = (list(filter(of_whom, found)) for found in rows)
    kinds = Counter[str]()
    for row in papers:
        kinds[row["kind"]] += row["n"]
    total = kinds.total()
    return Tally(
        told=kinds[NoticeKind.GUIDANCE],
        letters=tuple((kind, kinds[kind]) for kind in NoticeKind if kind != NoticeKind.GUIDANCE and kinds[kind]),
        received=round(100 * _sum(papers, "received") / total) if total else None,
        visits=_sum(visits, "n"),
        waiting=_sum(waiting, "n"),
        overdue=_sum(waiting, "late"),
    )


def _sum(rows: Iterable[Row], name: str) -> int:
    return sum(int(row[name]) for row in rows)
