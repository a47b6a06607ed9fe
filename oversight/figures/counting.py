"""All figures of what was asked for."""

from collections import Counter
from datetime import date, datetime

from accounts.models import StaffUser
from oversight.figures import by_owner, of_ledger, of_voices
from oversight.figures.asked import Asked
from oversight.figures.checking import check_changed
from oversight.figures.figure import Figures, Group, Table
from oversight.figures.freshening import up_to_date
from oversight.figures.of_catalog import coverage
from oversight.figures.of_papers import hours, papers
from oversight.figures.of_searches import searches
from oversight.figures.reaching import require_within

CHECK_AT_ONCE = 60
"""Edited matters that are checked within the request; more are left to `tally_figures` and the worker."""


def figures(asked: Asked, user: StaffUser) -> Figures:
    """Every figure of `asked`, in a constant number of queries. Raises CannotDo where that is beyond what `user` may see."""
    require_within(asked, user)
    return count(asked, today=of_ledger.today(), counted_at=up_to_date())


def count(asked: Asked, *, today: date, counted_at: datetime | None) -> Figures:
    """The same without asking who wants to know, from the tallies as they are."""
    sums, sites = of_ledger.sums_by_owner(asked), by_owner.places()
    unfounded = of_voices.unfounded(asked)
    of_voices.take_away(sums, unfounded, asked)
    total = of_ledger.added(sums.values())
    groups = (
        of_ledger.told(total, by_owner.told_by_level(sums, sites)),
        of_ledger.came_back(total),
        of_ledger.in_time(of_ledger.promises(asked, today)),
        *of_voices.voices(asked, total, today),
        *_of_offices(asked, today),
    )
    return Figures(
        title=asked.title,
        since=asked.since,
        until=asked.until,
        groups=groups,
        tables=_tables(asked, sums, unfounded, sites),
        papers=papers(asked),
        hours=hours(asked),
        months=of_ledger.months(asked),
        counted_at=counted_at,
    )


def _of_offices(asked: Asked, today: date) -> tuple[Group, ...]:
    """What has no meaning for a window or a clerk; searches only for the whole district."""
    if asked.is_person:
        return ()
    check_changed(today, CHECK_AT_ONCE)
    return (coverage(asked, today), *((searches(asked),) if asked.is_whole else ()))


def _tables(
    asked: Asked,
    sums: dict[of_ledger.Owner, Counter[str]],
    unfounded: of_voices.Unfounded,
    sites: by_owner.Places,
) -> tuple[Table, ...]:
    people = () if asked.department else by_owner.of_people(asked, of_voices.by_clerk(unfounded), sites)
    if asked.is_person:
        return people
    return (
        by_owner.of_levels(sums, sites),
        by_owner.of_sites(sums, sites),
        by_owner.of_departments(sums),
        *people,
    )
