"""The time limits of a matter as they stand on its page: those being saved, or those stored."""

from collections.abc import Mapping

from matters.enums import LimitKind, LimitUnit
from matters.guide import Limit
from matters.models import Matter

PREFIX = "limits"


def typed_limits(data: Mapping[str, str]) -> list[Limit]:
    """The limits of a posted page; a row that says no limit has its own error at its own field."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    rows = (f"{PREFIX}-{index}-" for index in range(int(total) if total.isdecimal() else 0))
    given = (
        [data.get(f"{row}{name}", "") for name in ("kind", "amount", "unit")]
        for row in rows
        if f"{row}DELETE" not in data
    )
    return [
        Limit(kind=LimitKind(kind), amount=int(amount), unit=LimitUnit(unit))
        for kind, amount, unit in given
        if kind in LimitKind.values and amount.isdecimal() and unit in LimitUnit.values
    ]


def stored_limits(matter: Matter) -> list[Limit]:
    """The limits of the stored working copy; none of a matter that is new."""
    rows = matter.limits.values_list("kind", "amount", "unit") if matter.pk else ()
    return [Limit(kind=LimitKind(kind), amount=amount, unit=LimitUnit(unit)) for kind, amount, unit in rows]
