"""The one way to write the audit trail."""

from accounts.models import AuditEntry, StaffUser


def record(*, actor: StaffUser | None, action: str, target: str, **detail: object) -> AuditEntry:
    """Note that `actor` did `action` to `target`. `detail` holds plain JSON values and no personal data.

    Call it inside the transaction of the write it describes: both happen or neither.
    """
    return AuditEntry.objects.create(actor=actor, action=action, target=target, detail=detail)
