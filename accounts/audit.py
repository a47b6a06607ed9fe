"""The one way to write the audit trail."""

from accounts.models import AuditEntry, StaffUser


def record(*, actor: StaffUser | None, action: str, target: str, subject: str = "", **detail: object) -> AuditEntry:
    """Note that `actor` did `action` to `target`. `subject` finds the entries of one row (see
    `history`), `detail` holds plain JSON values and no personal data.

    Call it inside the transaction of the write it describes: both happen or neither.
    """
    return AuditEntry.objects.create(actor=actor, action=action, target=target[:200], subject=subject, detail=detail)
