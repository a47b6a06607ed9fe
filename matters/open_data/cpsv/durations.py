"""Time limits as xsd:duration where a calendar can tell them. Pure."""

from collections.abc import Iterable

from matters import wording
from matters.enums import LimitKind, LimitUnit
from matters.guide import Guide, Limit

_WRITTEN = {
    LimitUnit.DAY: "P{}D",
    LimitUnit.HOUR: "PT{}H",
    LimitUnit.MONTH: "P{}M",
    LimitUnit.YEAR: "P{}Y",
}
_WEEK = 7
"""Days; xsd:duration has no weeks."""


def iso_duration(limit: Limit) -> str:
    """`P30D`; `PT0S` for what is done on the spot; empty for working days, which are no fixed length of time."""
    if limit.amount == 0:
        return "PT0S"
    if limit.unit == LimitUnit.WEEK:
        return f"P{limit.amount * _WEEK}D"
    return _WRITTEN[limit.unit].format(limit.amount) if limit.unit in _WRITTEN else ""


def processing_time(guide: Guide) -> str:
    """What is promised, else what the law allows, where it holds for everybody alike."""
    limits = _told(guide)
    return iso_duration(limits[0]) if len(limits) == 1 and not limits[0].when else ""


def limit_notes(guide: Guide) -> list[str]:
    """All limits in words, those of an open answer with their condition."""
    return [
        f"{limit.kind.label}办结时限：{wording.conditional(guide, wording.limit_words(limit), limit.when)}"
        + ("，按国家法定工作日计算" if limit.unit == LimitUnit.WORKDAY and limit.amount else "")
        for limit in guide.limits
    ]


def _told(guide: Guide) -> list[Limit]:
    return _of(guide.limits, LimitKind.PROMISED) or _of(guide.limits, LimitKind.STATUTORY)


def _of(limits: Iterable[Limit], kind: LimitKind) -> list[Limit]:
    return [limit for limit in limits if limit.kind == kind]
