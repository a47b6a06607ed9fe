"""下放 and 收回: another list of handlings for a working copy, by one order for many matters. Pure.

Only handling levels change: materials, limits and the rest are the same wherever a matter is handled.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from matters.enums import How, Level
from matters.guide import Handling, Party
from matters.plain import from_plain, to_plain
from matters.text_places import Moved
from matters.wording import handling_words
from matters.working_copy import WorkingCopy


class Conflict(StrEnum):
    """What to do with a matter that the level handles already."""

    SKIP = "skip"
    REPLACE = "replace"
    ADD = "add"


class Needless(Exception):
    """Nothing is to be done to this matter; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """Hand matters to a level: to those sites (codes), all of the level where none is named. `back_office` None: the matter's own department
    where the way is 前端受理转报, else nobody. `names` are those of sites by code, for the words of what changes.
    """

    level: Level
    sites: tuple[str, ...] = ()
    how: How
    back_office: Party | None = None
    note: str = ""
    conflict: Conflict = Conflict.SKIP
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Take matters back from a level: from those sites, from all where none is named. `every` are the codes of all sites of the level."""

    level: Level
    sites: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


Order = Give | TakeBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegated:
    """Other handlings, as the audit trail keeps a change: `old` and `new` in words, `before` and `after` as plain data."""

    old: str
    new: str
    before: list[Any]
    after: list[Any]
    place: str = "handlings"

    @property
    def inverse(self) -> "Delegated":
        """What takes it back."""
        return Delegated(old=self.new, new=self.old, before=self.after, after=self.before)

    def on(self, copy: WorkingCopy) -> WorkingCopy:
        """The copy with the new handlings. Raises Moved when it has others than the old ones."""
        if copy.handlings != from_plain(tuple[Handling, ...], self.before):
            raise Moved("办理层级已经不是原来的")
        return replace(copy, handlings=from_plain(tuple[Handling, ...], self.after))


def delegated(copy: WorkingCopy, order: Order) -> Delegated:
    """What the order does to the copy. Raises Needless."""
    after = _given(copy, order) if isinstance(order, Give) else _taken_back(copy.handlings, order)
    if after == copy.handlings:
        raise Needless("已经是这样，没有变化")
    old, new = (list(map(to_plain, rows)) for rows in (copy.handlings, after))
    return Delegated(old=words(copy.handlings, order.names), new=words(after, order.names), before=old, after=new)


def words(handlings: Iterable[Handling], names: Mapping[str, str]) -> str:
    """`区直接办理；街道前端受理转报（转北关区民政局）：灯塔路街道便民服务中心`."""
    return "；".join(handling_words(h) + _sites(h, names) for h in handlings)


def _sites(handling: Handling, names: Mapping[str, str]) -> str:
    return "：" + "、".join(names.get(code, code) for code in handling.sites) if handling.sites else ""


def _given(copy: WorkingCopy, order: Give) -> tuple[Handling, ...]:
    there = [h for h in copy.handlings if h.level == order.level]
    row = _row(copy, order)
    if there and order.conflict == Conflict.SKIP:
        raise Needless(f"已有{order.level.label}的办理层级（{words(there, order.names)}）")
    if there and order.conflict == Conflict.ADD:
        return _added(copy.handlings, row)
    others = [h for h in copy.handlings if h.level != order.level]
    return (*others, row)


def _row(copy: WorkingCopy, order: Give) -> Handling:
    back_office = order.back_office or (copy.department if order.how == How.FORWARD else None)
    return Handling(
        level=order.level, how=order.how, sites=tuple(sorted(order.sites)), back_office=back_office, note=order.note
    )


def _added(handlings: Sequence[Handling], row: Handling) -> tuple[Handling, ...]:
    """The sites join the row that does the same in the same way in every situation; where there is none, the row is a new one."""
    same = next((h for h in handlings if (h.level, h.how, h.when) == (row.level, row.how, ())), None)
    if same is None:
        return (*handlings, row)
    sites = tuple(sorted({*same.sites, *row.sites})) if same.sites and row.sites else ()
    return tuple(replace(h, sites=sites) if h is same else h for h in handlings)


def _taken_back(handlings: Sequence[Handling], order: TakeBack) -> tuple[Handling, ...]:
    if all(h.level != order.level for h in handlings):
        raise Needless(f"{order.level.label}本来不办理")
    left = (h if h.level != order.level else _without(h, order) for h in handlings)
    kept = tuple(h for h in left if h is not None)
    if not kept:
        raise Needless("收回后没有任何地方办理；请先交给别的层级")
    return kept


def _without(handling: Handling, order: TakeBack) -> Handling | None:
    """The handling without the sites of the order; None when no site is left."""
    if not order.sites:
        return None
    sites = tuple(code for code in (handling.sites or sorted(order.every)) if code not in order.sites)
    return replace(handling, sites=sites) if sites else None
