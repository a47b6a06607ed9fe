"""Where a bundle is handled: at each level the sites at which every member is, in the weakest way any of them is there."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce

from matters.enums import How, Level
from matters.guide import Handling
from matters.merging.membership import Joining
from matters.merging.terms import only
from matters.sentences import joined
from matters.whens import both

_AT_A_COUNTER = (How.ASSIST, How.FORWARD, How.DIRECT)
"""Weakest first: what one of the members only forwards the bundle can only forward."""


def handlings(members: Sequence[Joining]) -> tuple[Handling, ...]:
    """The handlings common to all members that must be handled (to all, where every one is optional); none where they have none in common."""
    needed = [m for m in members if not m.is_optional] or list(members)
    found = (h for level in Level for h in _at(level, needed))
    return tuple(dict.fromkeys(found))


def _at(level: Level, members: Iterable[Joining]) -> list[Handling]:
    each = [[h for h in m.guide.handlings if h.level == level] for m in members]
    rows = reduce(_common, each)
    return [_one(level, how, [h for h in rows if h.how == how]) for how in dict.fromkeys(h.how for h in rows)]


def _common(left: list[Handling], right: list[Handling]) -> list[Handling]:
    return [h for one in left for other in right if (h := _together(one, other)) is not None]


def _together(one: Handling, other: Handling) -> Handling | None:
    """Both at once: at the sites of both (no sites named means all), if they are done in ways that go together."""
    when = both(one.when, other.when)
    sites = _sites(one.sites, other.sites)
    at_counter = one.how in _AT_A_COUNTER and other.how in _AT_A_COUNTER
    if when is None or sites is None or not (at_counter or one.how == other.how):
        return None
    return replace(
        one,
        how=min((one.how, other.how), key=_AT_A_COUNTER.index) if at_counter else one.how,
        sites=sites,
        back_office=one.back_office if one.back_office == other.back_office else None,
        note=joined((one.note, other.note)),
        when=when,
    )


def _sites(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...] | None:
    if not (one and other):
        return one or other
    return tuple(site for site in one if site in other) or None


def _one(level: Level, how: How, rows: list[Handling]) -> Handling:
    """The rows of one way as one."""
    return Handling(
        level=level,
        how=how,
        sites=() if any(not h.sites for h in rows) else tuple(dict.fromkeys(site for h in rows for site in h.sites)),
        back_office=only((h.back_office for h in rows), None),
        note=joined(h.note for h in rows),
        when=only((h.when for h in rows), ()),
    )
