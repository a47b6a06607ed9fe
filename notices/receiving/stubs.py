"""Stubs scanned one after the other: each scan confirms one receipt, or says at once why not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from accounts.models import StaffUser
from matters.publishing import midnight, today
from notices.access import workable_notices
from notices.desk.scanning import read_scan, read_serial
from notices.enums import Manner, ReceiptHow
from notices.models import Notice, Receipt
from notices.models.notice import NoticeQuerySet
from notices.receiving.receipts import CannotConfirm, confirm


class Outcome(StrEnum):
    """What became of one scan."""

    RECEIVED = "received"
    ALREADY = "already"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scanned:
    """One scan: what became of it in words for the clerk, and which notice it was."""

    outcome: Outcome
    words: str
    at: datetime
    notice: Notice | None = None


def scan_stub(line: str, *, by: StaffUser, acting_for: StaffUser | None = None) -> Scanned:
    """Confirm the receipt of the notice whose stub was scanned (or whose serial was typed)."""
    now = timezone.localtime()
    notice = _found(line, by)
    if isinstance(notice, str):
        return Scanned(Outcome.UNKNOWN, notice, now)
    try:
        confirmed = confirm(notice, how=ReceiptHow.STUB, by=by, acting_for=acting_for)
    except CannotConfirm as error:
        return Scanned(Outcome.REFUSED, str(error), now, notice)
    outcome = Outcome.RECEIVED if confirmed.is_new else Outcome.ALREADY
    return Scanned(outcome, confirmed.sentence, now, notice)


def unsigned_today(user: StaffUser, *, window: str) -> NoticeQuerySet:
    """What this window (all who work at it; without a window, `user`) handed over today and nobody confirmed yet, newest first.

    What was told by phone or online has no stub.
    """
    mine = {"clerk__window": window} if window else {"clerk": user}
    handed = workable_notices(user).filter(
        manner__in=(Manner.WINDOW, Manner.HOME), issued_at__gte=midnight(today()), **mine
    )
    return handed.filter(receipt__isnull=True, voiding__isnull=True)


def confirmed_today(user: StaffUser) -> list[Receipt]:
    """The stubs this clerk confirmed today, newest first."""
    mine = Receipt.objects.filter(recorded_by=user, how=ReceiptHow.STUB, at__gte=midnight(today()))
    return list(mine.select_related("notice__matter", "notice__bundle").defer("notice__snapshot").order_by("-id"))


def _found(line: str, user: StaffUser) -> Notice | str:
    scan, serial = read_scan(line), read_serial(line)
    if scan and scan.code:
        return "这是空白告知单的二维码，没有存根。"
    if scan:
        notice = workable_notices(user).with_parts().filter(token=scan.token).first()
        return notice or _miss(scan.token)
    if serial:
        notice = workable_notices(user).with_parts().filter(serial=serial).first()
        return notice or f"本办事地点没有编号为“{serial}”的告知单。"
    return "没有读懂，请再扫一次，或输入存根上的编号。"


def _miss(token: str) -> str:
    known = Notice.objects.filter(token=token).exists()
    return "这张存根不是本办事地点的，请交回出具的窗口。" if known else "没有这张告知单，请核对是不是本区的存根。"
