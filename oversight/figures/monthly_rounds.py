"""Inspection of the month in short: rounds, findings and what became of the correction orders."""

from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import StaffUser
from oversight.access import visible_findings, visible_rounds
from oversight.enums import OrderState, RoundKind
from oversight.figures.asked import Asked
from oversight.figures.reaching import of
from oversight.figures.rows_reach import in_days
from oversight.figures.tables import Column, Row, Table
from oversight.problems.summary import summary


def rounds_table(asked: Asked, user: StaffUser) -> Table:
    """Rounds begun in these days (of the whole district only: a round is of no single place), and findings about what was asked. Four queries."""
    whole = [*_rounds(asked, user), *_problems(asked, user)] if asked.is_whole else []
    rows = [*whole, *_findings(asked, user)]
    columns = (Column(label="项目", is_number=False), Column(label="数量"))
    return Table(
        key="rounds", title="检查、整改和办不成事", columns=columns, rows=tuple(Row(cells=row) for row in rows)
    )


def _rounds(asked: Asked, user: StaffUser) -> list[tuple[str, int]]:
    rows = visible_rounds(user).filter(in_days("at", asked)).order_by()
    counts = dict(rows.values_list("kind").annotate(n=Count("pk")))
    return [(f"{kind.label}（次）", counts.get(kind, 0)) for kind in RoundKind]


def _problems(asked: Asked, user: StaffUser) -> list[tuple[str, int]]:
    found = summary(user, asked.since, asked.until, timezone.localdate())
    return [("办不成事当场办结（件）", found.on_the_spot), ("办不成事并入共性问题（件）", found.shared)]


def _findings(asked: Asked, user: StaffUser) -> list[tuple[str, int]]:
    where = of(asked, site="site", matter="matter", bundle="bundle", clerk="clerk")
    rows = visible_findings(user).filter(where, in_days("at", asked)).order_by()
    counts = rows.aggregate(
        found=Count("pk", distinct=True),
        ordered=Count("order", distinct=True),
        closed=Count("order", filter=Q(order__state=OrderState.CLOSED), distinct=True),
    )
    return [
        ("发现的问题（个）", counts["found"]),
        ("下达整改（张）", counts["ordered"]),
        ("其中已销号（张）", counts["closed"]),
    ]
