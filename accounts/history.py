"""Who changed what, field by field: kept in the audit trail, so that it cannot be changed afterwards, and read back for one row."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from accounts import audit
from accounts.models import AuditEntry, StaffUser

_SECRET = {"password"}
_NOISE = {"last_login", "updated_at", "revision"}


def subject_of(row: Model) -> str:
    """The key under which a row's entries are found: "matters.matter:17"."""
    return f"{row._meta.label_lower}:{row.pk}"


def entries_of(row: Model) -> QuerySet[AuditEntry]:
    """The entries of one row, newest first."""
    return AuditEntry.objects.filter(subject=subject_of(row)).select_related("actor")


def note(
    *,
    actor: StaffUser | None,
    action: str,
    row: Model,
    target: str = "",
    changes: Iterable[Mapping[str, str]] = (),
    **detail: object,
) -> AuditEntry:
    """Write down that `actor` did `action` to `row`. `changes` are `{place, old, new}`; call it inside the transaction of the write."""
    return audit.record(
        actor=actor,
        action=action,
        target=target or f"{row._meta.verbose_name} {row}",
        subject=subject_of(row),
        changes=list(changes),
        **detail,
    )


def fields_of(row: Model) -> dict[str, str]:
    """Every column of a saved row, and its many-to-many sets, as texts; what is compared before and after a change. Passwords only as a mark."""
    found = {}
    for field in row._meta.concrete_fields:
        if field.name not in _NOISE:
            found[field.name] = _text(row, field)
    for field in row._meta.many_to_many:
        # With what their names are made of: the name of a permission contains that of its model.
        chosen = getattr(row, field.name).select_related() if row.pk else ()
        found[field.name] = "、".join(sorted(map(str, chosen)))
    return found


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, str]]:
    """The fields that differ, as `note` takes them."""
    return [
        {"place": name, "old": _shown(name, before.get(name, "")), "new": _shown(name, after.get(name, ""))}
        for name in after
        if before.get(name, "") != after[name]
    ]


def _text(row: Model, field: Any) -> str:
    if field.is_relation:
        return str(getattr(row, field.name) or "")
    value = row.serializable_value(field.attname)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _shown(name: str, value: str) -> str:
    return "（不显示）" if name in _SECRET else value
