"""A check of what stands beside the guide: promises that places make of their own."""

from collections.abc import Iterator

from matters.completeness import Finding, Severity
from matters.enums import LimitKind, LimitUnit
from matters.guide import Guide, Limit
from matters.local_promise import why_no_promise
from matters.models import Desk, Matter


def check_desks(matter: Matter, guide: Guide) -> Iterator[Finding]:
    """A local promise that shortens nothing any more, because the catalog's own became as short: sheets leave it out."""
    for index, desk in enumerate(matter.desks.all()):
        promised = promise_of(desk)
        if promised and (message := why_no_promise(promised, guide.limits)):
            yield Finding(
                severity=Severity.WARNING,
                check="promise_not_shorter",
                field=f"desks[{index}].promised_amount",
                message=f"“{desk.site}”的{message}；告知单上按目录的承诺时限印。",
            )


def promise_of(desk: Desk) -> Limit | None:
    """The promise of that row, where it has one."""
    if desk.promised_amount is None:
        return None
    return Limit(kind=LimitKind.PROMISED, amount=desk.promised_amount, unit=LimitUnit(desk.promised_unit))
