"""Affairs that went on after the telling: visits and the documents that follow a sheet, written past the counter's rules."""

from typing import Any

from django.utils import timezone

from notices.enums import Decision, NoticeKind
from notices.letters.letter import Occasion
from notices.letters.writing import write_letter
from notices.models import Notice, Visit


def make_visit(sheet: Notice, decision: str = Decision.KEPT, **values: Any) -> Visit:
    """One that ended so, at the site of the sheet and by its clerk, now."""
    return Visit.objects.create(
        **{
            "notice": sheet,
            "site": sheet.site,
            "clerk": sheet.clerk,
            "at": timezone.now(),
            "decision": decision,
            **values,
        }
    )


def follow_up(sheet: Notice, kind: NoticeKind, **values: Any) -> Notice:
    """The document of that kind that follows a sheet, with the visit it came of; `values` are the visit's."""
    visit = make_visit(sheet, kind, **values) if kind != NoticeKind.CORRECTION else None
    day = timezone.localtime(sheet.issued_at).date()
    occasion = Occasion(
        told_serial=sheet.serial, told_on=day, received_on=day, accepted_on=day, until=day, reason="演示理由"
    )
    return write_letter(sheet, kind=kind, site=sheet.site, clerk=sheet.clerk, occasion=occasion, visit=visit)
