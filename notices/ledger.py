"""Writing a row of the ledger: whatever the document is, its number, its hash and the bond to the row before come to be here."""

from datetime import datetime
from typing import Any

from accounts.models import StaffUser
from matters.completeness import texts
from matters.models import CalendarDay
from matters.plain import digest, to_plain
from notices import fonts
from notices.clerks import named, window_of
from notices.enums import Manner
from notices.letters.letter import Letter
from notices.models import Notice
from notices.numbering import Allocation, close
from notices.sheet import Issuance, Sheet


class CannotIssue(Exception):
    """Nothing was written; the message says why in words for the clerk."""


def act_of_telling(
    serial: str, clerk: StaffUser, acting_for: StaffUser | None, manner: Manner, at: datetime
) -> Issuance:
    """Who tells, how and when, as the paper names it. Whoever stands in for a colleague (AB 岗) says so."""
    return Issuance(
        serial=serial,
        clerk=named(clerk, acting_for),
        window=window_of(clerk, acting_for),
        manner=manner,
        told_at=at.replace(tzinfo=None),
        calendar=CalendarDay.objects.around(at.date()).as_calendar(),
    )


def enter(allocation: Allocation, token: str, paper: Sheet | Letter, **columns: Any) -> Notice:
    """The ledger's row, tied to the one before it, and its number used; inside the transaction that took the number.

    Raises CannotIssue where a character of the paper has no glyph.
    """
    require_printable(paper)
    notice = Notice(
        serial=allocation.serial,
        token=token,
        kind=paper.kind,
        year=allocation.counter.year,
        number=allocation.number,
        snapshot=to_plain(paper),
        snapshot_sha256=digest(paper),
        previous_sha256=allocation.previous_sha256,
        **columns,
    )
    notice.chain_sha256 = notice.linked_to(allocation.previous_sha256)
    notice.save(force_insert=True)
    close(allocation, notice.chain_sha256)
    return notice


def already(request_key: str | None) -> Notice | None:
    """The notice that the same request made before."""
    return Notice.objects.filter(request_key=request_key).first() if request_key else None


def require_printable(paper: Sheet | Letter) -> None:
    """An address, a window, a name or a typed reason may hold a character that was never published with the guide."""
    for _, text in texts(paper):
        if missing := fonts.missing_characters(text):
            raise CannotIssue(f"“{text[:20]}”里的字符“{''.join(missing[:3])}”印不出来，请改正后再出具。")
