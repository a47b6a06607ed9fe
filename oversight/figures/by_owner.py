"""The same figures beside one another: by level, site, department, window and clerk."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db.models import Sum

from accounts.models import StaffUser
from matters.enums import Level
from matters.models import Department, Site
from oversight.figures.asked import Asked
from oversight.figures.figure import Table, TableRow
from oversight.figures.of_ledger import STARS, Owner
from oversight.figures.reaching import of, people
from oversight.figures.spans import within
from oversight.models import Tally

_OF_CLERKS = ("told", "void", "filings", "repeated", "signed", *STARS)
Key = TypeVar("Key")
Places = Mapping[int, tuple[str, str]]
"""Name and level of every site."""


def places() -> Places:
    """One query."""
    rows = Site.objects.order_by().values_list("pk", "name", "region__level")
    return {pk: (name, level) for pk, name, level in rows}


def told_by_level(sums: Mapping[Owner, Counter[str]], sites: Places) -> Counter[str]:
    """The sheets told at the sites of each level."""
    found: Counter[str] = Counter()
    for (site, _), counts in sums.items():
        found[sites[site][1]] += counts["told"]
    return found


def of_sites(sums: Mapping[Owner, Counter[str]], sites: Places) -> Table:
    """A row a site."""
    rows = _added((site, counts) for (site, _), counts in sums.items())
    return _table("site", "各办事地点", [(pk, sites[pk][0], "", counts) for pk, counts in rows.items()])


def of_departments(sums: Mapping[Owner, Counter[str]]) -> Table:
    """A row a department; one query for the names."""
    rows = _added((department, counts) for (_, department), counts in sums.items())
    names = dict(Department.objects.order_by().values_list("pk", "name"))
    return _table("department", "各部门", [(pk, names[pk], "", counts) for pk, counts in rows.items()])


def of_people(asked: Asked, unfounded: Mapping[int, Counter[str]], sites: Places) -> tuple[Table, Table]:
    """A row a window and a row a clerk; two queries. Not for a department, whose matters any clerk may tell."""
    counted = _by_clerk(asked)
    for pk, counts in unfounded.items():
        if pk in counted:
            counted[pk].subtract(counts)
    clerks = StaffUser.objects.filter(pk__in=list(counted)).select_related(None)
    windows: dict[tuple[int, str], Counter[str]] = {}
    rows = []
    for clerk in clerks.only("username", "display_name", "window", "site"):
        rows.append((clerk.pk, clerk.public_name, "", counted[clerk.pk]))
        if clerk.site_id and clerk.window:
            windows.setdefault((clerk.site_id, clerk.window), Counter()).update(counted[clerk.pk])
    at_windows = [(pk, f"{sites[pk][0]} {name}", name, counts) for (pk, name), counts in windows.items()]
    return _table("window", "各窗口", at_windows), _table("clerk", "各窗口人员", rows)


def of_levels(sums: Mapping[Owner, Counter[str]], sites: Places) -> Table:
    """A row a level; its `pk` is its place from the district down."""
    rows = _added((sites[site][1], counts) for (site, _), counts in sums.items())
    order = list(Level)
    return _table("level", "各层级", [(order.index(Level(x)), Level(x).label, "", c) for x, c in rows.items()])


def _by_clerk(asked: Asked) -> dict[int, Counter[str]]:
    who = {"clerk__in": people(asked)} if asked.is_person else {"clerk__isnull": False}
    where = of(asked, site="site", clerk="clerk")
    rows = Tally.objects.filter(within(asked.since, asked.until), where, **who).order_by()
    sums = rows.values("clerk").annotate(**{f"n_{name}": Sum(name) for name in _OF_CLERKS})
    found = sums.values_list("clerk", *(f"n_{name}" for name in _OF_CLERKS))
    return {clerk: Counter(dict(zip(_OF_CLERKS, counts, strict=True))) for clerk, *counts in found}


def _added(rows: Iterable[tuple[Key, Counter[str]]]) -> dict[Key, Counter[str]]:
    found: dict[Key, Counter[str]] = {}
    for key, counts in rows:
        found.setdefault(key, Counter()).update(counts)
    return found


def _table(by: str, name: str, rows: Iterable[tuple[int, str, str, Mapping[str, int]]]) -> Table:
    made = (_row(*row) for row in rows)
    return Table(by=by, name=name, rows=tuple(sorted(made, key=lambda row: (-row.told, row.name))))


def _row(pk: int, name: str, window: str, counts: Mapping[str, int]) -> TableRow:
    return TableRow(
        pk=pk,
        name=name,
        window=window,
        told=counts["told"],
        void=counts["void"],
        filings=counts["filings"],
        repeated=counts["repeated"],
        signed=counts["signed"],
        rated=sum(counts[star] for star in STARS),
        content=sum(counts[star] for star in STARS[2:]),
    )
