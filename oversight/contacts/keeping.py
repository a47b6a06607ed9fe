"""Whom to call back or to visit: kept apart from what it is about, sealed, masked on screen, shown in full for a reason, erased on wish."""

from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from accounts.personal_numbers import holds_number, holds_personal_number
from notices import fonts
from notices.personal.contact import (
    BadContact,
    mask_address,
    mask_name,
    mask_phone,
    read_address,
    read_name,
    read_phone,
)
from notices.personal.sealing import CannotUnseal, seal, unseal
from oversight.models import Case, Contact, ServiceRequest
from oversight.refusal import CannotDo

PARTS = ("name", "phone", "address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Name, phone and address in full: shown to somebody once, never stored."""

    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """张**, 138****3210, 灯塔路街道自由路社区****. `trouble` says why they cannot be read."""

    name: str = ""
    phone: str = ""
    address: str = ""
    is_erased: bool = False
    trouble: str = ""


def contact_of(of: Case | ServiceRequest) -> Contact | None:
    """Whom it concerns, where somebody was noted (or was and is erased)."""
    return Contact.objects.filter(**{_field(of): of}).first()


def keep(
    of: Case | ServiceRequest,
    *,
    name: str = "",
    phone: str = "",
    address: str = "",
    told_privacy: bool,
    by: StaffUser | None,
) -> Contact:
    """Note or correct whom it concerns; each optional, an empty one stays as it is. `by` is empty where the citizen wrote it.

    Raises CannotDo without any of them, before the privacy notice was given (个人信息保护法 art. 17), and for what is no name, phone or address.
    """
    given = checked(name=name, phone=phone, address=address)
    if not any(given.values()):
        raise CannotDo("姓名、电话、地址至少填一项；都不愿留的，不用登记。", "name")
    if not told_privacy:
        raise CannotDo("请先把隐私说明告诉对方，再勾选。", "told_privacy")
    earlier = contact_of(of)
    if earlier and _holds(earlier, given):
        return earlier
    with transaction.atomic():
        values: dict[str, object] = {
            "told_privacy": True,
            "recorded_by": by,
            "recorded_at": timezone.now(),
            "erased_at": None,
        }
        values |= {f"{part}_sealed": seal(text) for part, text in given.items() if text}
        which: dict[str, Any] = {_field(of): of}
        contact, _ = Contact.objects.update_or_create(**which, defaults=values)
        audit.record(actor=by, action="note_contact", target=_named(of), fields=[p for p in PARTS if given[p]])
    return contact


def checked(*, name: str = "", phone: str = "", address: str = "") -> dict[str, str]:
    """The three as they are kept. Raises CannotDo for what is none, or cannot be printed."""
    try:
        given = {"name": read_name(name), "phone": read_phone(phone), "address": read_address(address)}
    except BadContact as error:
        raise CannotDo(str(error), error.field) from error
    for field in ("name", "address"):
        if missing := fonts.missing_characters(given[field]):
            raise CannotDo(f"“{''.join(missing[:3])}”印不出来，请换一个写法。", field)
    return given


def masked(contact: Contact) -> Masked:
    """As screens, lists and paper show it."""
    try:
        plain = _opened(contact)
    except CannotUnseal as error:
        return Masked(trouble=str(error))
    return Masked(
        name=mask_name(plain.name),
        phone=mask_phone(plain.phone),
        address=_without(plain.name, mask_address(plain.address)),
        is_erased=contact.erased_at is not None,
    )


def unmask(contact: Contact, *, by: StaffUser, reason: str) -> Plain:
    """In full, for `reason`, which goes on record with who asked. Whether `by` may ask is the caller's to check (`contacts.rights`).

    Raises CannotDo without a reason, for a reason that tells what must not go on record, after erasure, and when no key opens it.
    """
    reason = reason.strip()
    if not reason:
        raise CannotDo("请写明为什么要看完整信息。", "reason")
    if contact.erased_at:
        raise CannotDo("联系方式已按规定清除。")
    try:
        plain = _opened(contact)
    except CannotUnseal as error:
        raise CannotDo(str(error)) from error
    if holds_number(reason) or (plain.name and plain.name in reason):
        raise CannotDo("原因会留在审计记录里，请不要写姓名和号码。", "reason")
    audit.record(actor=by, action="unmask_contact", target=_named(of_contact(contact)), reason=reason)
    return plain


def tells_who(of: Case | ServiceRequest, *texts: str) -> bool:
    """Whether any of these words, which are kept for ever, holds a person's number or the name noted here."""
    return any(holds_personal_number(text) for text in texts) or _names(of, *texts)


def refuse_name(of: Case | ServiceRequest, text: str, field: str) -> None:
    """Raises CannotDo where words that outlive the contact, and may be published, hold the name. An office's own number may stand in an answer."""
    if _names(of, text):
        raise CannotDo("里面有对方的姓名，请删去：这些话会一直留着。", field)


def _names(of: Case | ServiceRequest, *texts: str) -> bool:
    contact = contact_of(of)
    if contact is None:
        return False
    try:
        name = unseal(contact.name_sealed)
    except CannotUnseal:
        return False
    return len(name) > 1 and any(name in text for text in texts)


def erase(contact: Contact, *, by: StaffUser) -> None:
    """On the person's wish, at once (个人信息保护法 art. 47). Again is nothing."""
    with transaction.atomic():
        if erase_all(Contact.objects.filter(pk=contact.pk)):
            audit.record(actor=by, action="erase_contact", target=_named(of_contact(contact)))


def erase_all(contacts: QuerySet[Contact]) -> int:
    """Empty those that are not erased yet; how many these were."""
    kept = contacts.filter(erased_at__isnull=True)
    return kept.update(name_sealed="", phone_sealed="", address_sealed="", erased_at=timezone.now())


def of_contact(contact: Contact) -> Case | ServiceRequest:
    """What it was noted with."""
    return contact.case or cast(ServiceRequest, contact.request)


def _opened(contact: Contact) -> Plain:
    return Plain(**{part: unseal(getattr(contact, f"{part}_sealed")) for part in PARTS})


def _holds(contact: Contact, given: dict[str, str]) -> bool:
    """Whether all of it stands there already: the form was sent twice."""
    try:
        plain = _opened(contact)
    except CannotUnseal:
        return False
    return contact.erased_at is None and all(text in ("", getattr(plain, part)) for part, text in given.items())


def _without(name: str, address: str) -> str:
    """Somebody's name written into the address is not told by its public part."""
    return "****" if len(name) > 1 and name in address else address


def _field(of: Case | ServiceRequest) -> str:
    return "case" if isinstance(of, Case) else "request"


def _named(of: Case | ServiceRequest) -> str:
    return of.ref if isinstance(of, Case) else f"服务安排{of.pk}号"
