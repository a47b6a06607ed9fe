"""How long a bundle takes: stages follow each other, what is in a stage runs in parallel. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from matters.enums import LimitKind, LimitUnit
from matters.guide import Guide, Limit, Member

NOTE = "各阶段合计"
NOTE_ONE_STAGE = "各事项并联办理"
NOTE_CONVERTED = "按工作日折算"
_WORKDAYS = {LimitUnit.WEEK: 5, LimitUnit.MONTH: 23, LimitUnit.YEAR: 250}


@dataclass(frozen=True, slots=True)
class Stage:
    """The members that run in parallel, and the longest time any of them may take; None where none of them names one."""

    number: int
    members: tuple[Member, ...]
    limit: Limit | None


def schedule(guide: Guide) -> tuple[Stage, ...]:
    """The stages of a bundle in their order, numbered without gaps, with the longest promise of each. A plain guide has none."""
    return tuple(
        Stage(number, members, _stage_limit(members, LimitKind.PROMISED))
        for number, members in enumerate(_stages(guide.members), 1)
    )


def total(members: Iterable[Member], promised: Limit | None = None) -> tuple[Limit, ...]:
    """The limits of a bundle, at most one a kind: of every stage the longest that may still apply, added up.

    Where units differ all is counted in working days, upwards: hours by days of 24, calendar days by the most working days they can hold, weeks
    of 5, months of 23, years of 250. A member that names no limit of a kind counts with that of the other; a kind that none names has no total.
    `promised` stands instead of the promised total where it is not longer.
    """
    stages = _stages(tuple(members))
    named = {x.kind for stage in stages for m in stage for x in m.limits}
    found = [_total(stages, kind) for kind in LimitKind if kind in named]
    return tuple(
        promised if promised and x.kind == LimitKind.PROMISED and in_workdays(promised) <= in_workdays(x) else x
        for x in found
    )


def in_workdays(limit: Limit) -> int:
    """A limit in working days, rounded up."""
    match limit.unit:
        case LimitUnit.WORKDAY:
            return limit.amount
        case LimitUnit.HOUR:
            return math.ceil(limit.amount / 24)
        case LimitUnit.DAY:
            return 5 * (limit.amount // 7) + min(limit.amount % 7, 5)
        case unit:
            return limit.amount * _WORKDAYS[unit]


def longest(member: Member, kind: LimitKind) -> Limit | None:
    """The longest limit of a kind that may still apply to a member."""
    return max((x for x in member.limits if x.kind == kind), key=_length, default=None)


def _length(limit: Limit) -> tuple[int, int, str]:
    return (in_workdays(limit), limit.amount, limit.unit)


def _stages(members: tuple[Member, ...]) -> list[tuple[Member, ...]]:
    return [tuple(m for m in members if m.stage == stage) for stage in sorted({m.stage for m in members})]


def _stage_limit(members: Iterable[Member], kind: LimitKind) -> Limit | None:
    return max(filter(None, (_counted(m, kind) for m in members)), key=_length, default=None)


def _counted(member: Member, kind: LimitKind) -> Limit | None:
    other = LimitKind.PROMISED if kind == LimitKind.STATUTORY else LimitKind.STATUTORY
    return longest(member, kind) or longest(member, other)


def _total(stages: list[tuple[Member, ...]], kind: LimitKind) -> Limit:
    counted = [x for stage in stages for m in stage if (x := _counted(m, kind)) is not None]
    units = {x.unit for x in counted if x.amount} or {LimitUnit.WORKDAY}
    unit = units.pop() if len(units) == 1 else LimitUnit.WORKDAY
    is_converted = any(x.unit != unit for x in counted if x.amount)
    amount = in_workdays if is_converted else _amount
    spans = [max((amount(x) for m in stage if (x := _counted(m, kind)) is not None), default=0) for stage in stages]
    return Limit(kind=kind, amount=sum(spans), unit=unit, note=_note(stages, counted, is_converted=is_converted))


def _amount(limit: Limit) -> int:
    return limit.amount


def _note(stages: list[tuple[Member, ...]], counted: list[Limit], *, is_converted: bool) -> str:
    if sum(map(len, stages)) == 1:
        notes = {x.note for x in counted if x.note}
        return notes.pop() if len(notes) == 1 else ""
    how = NOTE if len(stages) > 1 else NOTE_ONE_STAGE
    return f"{how}，{NOTE_CONVERTED}" if is_converted else how
