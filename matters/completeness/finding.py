"""What a check finds, the table of checks, and what the checks share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum

from matters.enums import LimitUnit
from matters.guide import Guide, Limit


class Severity(StrEnum):
    """ERROR stops publishing, WARNING is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing wrong: `check` names the rule, `field` the place (requirements[2].name), `message` says it in Chinese."""

    severity: Severity
    check: str
    field: str
    message: str


Found = Iterator[tuple[str, str]]
CHECKS: list[tuple[Severity, str, Callable[[Guide, date], Found]]] = []


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every non-empty text in a dataclass with its place: ("requirements[2].name", "居民身份证")."""
    if isinstance(value, str):
        if value:
            yield path, str(value)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, f"{path}[{index}]")
    elif is_dataclass(value):
        for f in fields(value):
            yield from texts(getattr(value, f.name), f"{path}.{f.name}" if path else f.name)


def _rule(severity: Severity) -> Callable[[Callable[[Guide, date], Found]], Callable[[Guide, date], Found]]:
    def register(rule: Callable[[Guide, date], Found]) -> Callable[[Guide, date], Found]:
        CHECKS.append((severity, rule.__name__, rule))
        return rule

    return register


error = _rule(Severity.ERROR)
warning = _rule(Severity.WARNING)

_DAYS = {
    LimitUnit.WORKDAY: 1.4,
    LimitUnit.DAY: 1.0,
    LimitUnit.HOUR: 1 / 24,
    LimitUnit.WEEK: 7.0,
    LimitUnit.MONTH: 30.0,
    LimitUnit.YEAR: 365.0,
}


def rough_days(limit: Limit) -> float:
    """Roughly how many calendar days; only for comparing."""
    return limit.amount * _DAYS[limit.unit]


def short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
