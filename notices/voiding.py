"""Voiding and reprinting: rows beside the ledger, never a change of it."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from notices.enums import Decision
from notices.models import Notice, Reprint, Visit, Voiding
from notices.personal.applicants import tells_who

SAME_CLICK = timedelta(seconds=2)
"""No printer jams faster than this, and no double click is slower."""


class CannotVoid(Exception):
    """Nothing was written; the message says why. `field` is "reason" where other words would do."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def void(notice: Notice, *, by: StaffUser, reason: str, acting_for: StaffUser | None = None) -> Voiding:
    """Withdraw a wrong document: its number stays used and its page says so. Of a letter the visit it came of counts no more, so that the filing is
    open again. `acting_for` is the colleague whose place `by` takes (AB 岗).

    Raises CannotVoid without a reason or for one that tells who the applicant is, when it is void already, and for a 告知单 on which something
    still stands.
    """
    if not reason.strip():
        raise CannotVoid("作废必须写明原因。")
    if tells_who(notice, reason):
        raise CannotVoid("作废原因会长期保存，请不要写申请人的姓名和号码。", "reason")
    try:
        with transaction.atomic():
            # The lock of the thread: no letter is written on a sheet while it is being withdrawn.
            Notice.objects.select_for_update().only("pk").get(pk=notice.root.pk)
            if obstacle := obstacle_to_voiding(notice):
                raise CannotVoid(obstacle)
            voiding = Voiding.objects.create(notice=notice, by=by, acting_for=acting_for, reason=reason.strip())
            audit.record(actor=by, action="void", target=notice.serial, reason=reason.strip())
    except IntegrityError as error:
        raise CannotVoid(f"{notice.serial} 已经作废。") from error
    return voiding


def standing_letters(sheet: Notice) -> list[Notice]:
    """The documents that follow a 告知单 and are not void, newest first: that is the order to withdraw them in."""
    return list(sheet.letters.filter(voiding__isnull=True).defer("snapshot").order_by("-pk"))


def obstacle_to_voiding(notice: Notice) -> str:
    """Why a 告知单 cannot be withdrawn yet; empty when nothing is in the way.

    A decision in writing would be left without what it is about, and papers that were taken in would drop out of the list of what the office owes
    a decision on within five working days (行政许可法 art. 32(4)).
    """
    if not notice.is_sheet:
        return ""
    if letters := standing_letters(notice):
        named = "、".join(f"{letter.get_kind_display()} {letter.serial}" for letter in letters)
        return f"这张告知单后面还有{named}。请先作废它，再作废这张告知单。"
    if Visit.objects.newest().filter(notice=notice, decision=Decision.KEPT).exists():
        return "按这张告知单收下的材料还在待审。请先办结，或撤销收件那一步，再作废。"
    return ""


def standing_without(letter: Notice) -> Visit | None:
    """The visit that says how the affair stands once `letter` is void; None when nobody came before."""
    left = Visit.objects.standing().filter(notice=letter.follows).exclude(letter=letter)
    return left.order_by("-pk").first()


class CannotReprint(Exception):
    """Nothing was written; the message says why."""


def note_reprint(notice: Notice, *, by: StaffUser, reason: str = "", acting_for: StaffUser | None = None) -> Reprint:
    """Record that the same sheet was printed again. What comes from the same clerk within SAME_CLICK is that click once more.

    Raises CannotReprint for a void notice: what was withdrawn must not be handed out again.
    """
    if notice.is_void:
        raise CannotReprint(f"{notice.serial} 已经作废，不能重打。")
    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=notice.pk)  # of two clicks the second reads what the first wrote
        since = timezone.now() - SAME_CLICK
        same = Reprint.objects.filter(notice=notice, by=by, reason=reason, at__gte=since).last()
        return same or Reprint.objects.create(notice=notice, by=by, acting_for=acting_for, reason=reason)
