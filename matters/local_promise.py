"""A promise shorter than the catalog's that one place makes. Pure.

A place may be quicker than the edition says, never slower: what was published is what everybody can count on.
"""

from collections.abc import Iterable
from dataclasses import replace

from matters.completeness.finding import rough_days
from matters.enums import LimitKind
from matters.guide import Guide, Limit
from matters.wording import duration


def is_shorter(local: Limit, usual: Limit) -> bool:
    """Whether `local` takes less time. Different units are compared in calendar days, five working days as seven."""
    if local.unit == usual.unit:
        return local.amount < usual.amount
    return rough_days(local) < rough_days(usual)


def promises(limits: Iterable[Limit]) -> list[Limit]:
    """The 承诺 limits among them."""
    return [x for x in limits if x.kind == LimitKind.PROMISED]


def why_no_promise(local: Limit, limits: Iterable[Limit]) -> str:
    """Why a place cannot make that promise beside those of the catalog, in Chinese; empty when it shortens one of them."""
    usual = promises(limits)
    if not usual:
        return "目录里没有承诺时限，本地承诺时限无从缩短；请先填写承诺时限"
    if any(is_shorter(local, x) for x in usual):
        return ""
    words = "、".join(dict.fromkeys(map(duration, usual)))
    return f"本地承诺时限（{duration(local)}）必须比目录里的承诺时限（{words}）短"


def at_place(guide: Guide, local: Limit | None) -> Guide:
    """The guide with the place's promise instead of every longer one; a promise that is no shorter changes nothing."""
    if local is None:
        return guide
    return replace(guide, limits=tuple(_capped(x, local) for x in guide.limits))


def _capped(limit: Limit, local: Limit) -> Limit:
    if limit.kind != LimitKind.PROMISED or not is_shorter(local, limit):
        return limit
    return replace(limit, amount=local.amount, unit=local.unit)
