"""Voiding and reprinting: rows beside the ledger, never a change of it."""

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import StaffUser
from notices.models import Notice, Reprint, Voiding


class CannotVoid(Exception):
    """Nothing was written; the message says why."""


def void(notice: Notice, *, by: StaffUser, reason: str) -> Voiding:
    """Withdraw a wrong notice: its number stays used and its page says so.

    Raises CannotVoid without a reason, or when it is void already.
    """
    if not reason.strip():
        raise CannotVoid("作废必须写明原因。")
    try:
        with transaction.atomic():
            voiding = Voiding.objects.create(notice=notice, by=by, reason=reason.strip())
            audit.record(actor=by, action="void", target=notice.serial, reason=reason.strip())
    except IntegrityError as error:
        raise CannotVoid(f"{notice.serial} 已经作废。") from error
    return voiding


class CannotReprint(Exception):
    """Nothing was written; the message says why."""


def note_reprint(notice: Notice, *, by: StaffUser, reason: str = "") -> Reprint:
    """Record that the same sheet was printed again.

    Raises CannotReprint for a void notice: what was withdrawn must not be handed out again.
    """
    if notice.is_void:
        raise CannotReprint(f"{notice.serial} 已经作废，不能重打。")
    return Reprint.objects.create(notice=notice, by=by, reason=reason)
