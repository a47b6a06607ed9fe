"""Whom a thread belongs to: noted apart from the ledger, sealed, masked on screen, shown in full for a reason, erased on wish."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from accounts.personal_numbers import holds_number, holds_personal_number
from notices import fonts
from notices.models import Applicant, Notice, Signature
from notices.personal.contact import BadContact, mask_name, mask_phone, read_name, read_phone
from notices.personal.sealing import CannotUnseal, seal, unseal

ERASED = "已按规定清除"
"""What paper and screen say in place of a name that was erased."""

log = logging.getLogger(__name__)


class CannotNote(Exception):
    """Nothing was written; the message says why. `field` is "name", "phone", "told_privacy" or empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class CannotUnmask(Exception):
    """Nothing is shown; the message says why."""


@dataclass(frozen=True, slots=True)
class Person:
    """Name and phone as they may be shown where they are: masked, or in full after `unmask`. `trouble` says why they cannot be read."""

    name: str = ""
    phone: str = ""
    is_erased: bool = False
    trouble: str = ""


def applicant_of(notice: Notice) -> Applicant | None:
    """The applicant of the notice's thread, where one was noted (or was and is erased)."""
    return Applicant.objects.filter(notice_id=notice.follows_id or notice.pk).first()


def tells_who(notice: Notice, *texts: str) -> bool:
    """Whether any of these words, which are kept for ever, holds a person's number or the name noted with the notice's thread."""
    if any(holds_personal_number(text, landline=False) for text in texts):
        return True
    applicant = applicant_of(notice)
    if applicant is None or applicant.erased_at:
        return False
    try:
        name = unseal(applicant.name_sealed)
    except CannotUnseal:
        return False
    return len(name) > 1 and any(name in text for text in texts)


def note_applicant(root: Notice, *, name: str, phone: str, by: StaffUser, told_privacy: bool) -> Applicant:
    """Note or correct name and phone of the thread of `root`; both optional, an empty one stays as it is.

    Raises CannotNote without either, before the privacy notice was given (个人信息保护法 art. 17), and for what is no name or phone.
    """
    name, phone = _checked(name, phone)
    if not told_privacy:
        raise CannotNote("请先把隐私说明告诉申请人，再勾选。", "told_privacy")
    if not (name or phone):
        raise CannotNote("姓名、电话至少填一项；都不愿留的，不用登记。", "name")
    earlier = applicant_of(root)
    if earlier and _holds(earlier, name, phone):
        return earlier
    with transaction.atomic():
        values: dict[str, object] = {
            "told_privacy": True,
            "recorded_by": by,
            "recorded_at": timezone.now(),
            "erased_at": None,
        }
        values |= {"name_sealed": seal(name)} if name else {}
        values |= {"phone_sealed": seal(phone)} if phone else {}
        applicant, _ = Applicant.objects.update_or_create(notice=root.root, defaults=values)
        given = [field for field, value in (("name", name), ("phone", phone)) if value]
        audit.record(actor=by, action="note_applicant", target=root.root.serial, fields=given)
    return applicant


def masked(applicant: Applicant) -> Person:
    """As screens and lists show it: 张**, 138****3210."""
    try:
        person = _opened(applicant)
    except CannotUnseal as error:
        return Person(trouble=str(error))
    return Person(mask_name(person.name), mask_phone(person.phone), person.is_erased)


def unmask(applicant: Applicant, *, by: StaffUser, reason: str) -> Person:
    """In full, for `reason`, which goes on record with who asked. The right to ask is the caller's to check (`notices.unmask_applicant`, own site).

    Raises CannotUnmask without a reason, for a reason that tells what must not go on record, after erasure, and when no key opens it.
    """
    reason = reason.strip()
    if not reason:
        raise CannotUnmask("请写明为什么要看完整信息。")
    if applicant.erased_at:
        raise CannotUnmask(f"申请人信息{ERASED}。")
    try:
        person = _opened(applicant)
    except CannotUnseal as error:
        raise CannotUnmask(str(error)) from error
    if holds_number(reason) or (person.name and person.name in reason):
        raise CannotUnmask("原因会留在审计记录里，请不要写姓名和号码。")
    audit.record(actor=by, action="unmask", target=applicant.notice.serial, reason=reason)
    return person


def erase(applicant: Applicant, *, by: StaffUser) -> None:
    """On the person's wish, at once (个人信息保护法 art. 47), with what they signed; the record that they were told remains. Again is nothing."""
    thread = Q(receipt__notice=applicant.notice_id) | Q(receipt__notice__follows=applicant.notice_id)
    with transaction.atomic():
        erased = erase_all(Applicant.objects.filter(pk=applicant.pk))
        if erase_handwriting(Signature.objects.filter(thread)) or erased:
            audit.record(actor=by, action="erase_applicant", target=applicant.notice.serial)


def erase_all(applicants: QuerySet[Applicant]) -> int:
    """Empty those that are not erased yet; how many these were."""
    kept = applicants.filter(erased_at__isnull=True)
    return kept.update(name_sealed="", phone_sealed="", erased_at=timezone.now())


def erase_handwriting(signatures: QuerySet[Signature]) -> int:
    """The same of strokes and photos."""
    kept = signatures.filter(erased_at__isnull=True)
    return kept.update(strokes_sealed="", photo_sealed=b"", erased_at=timezone.now())


def name_for_print(notice: Notice) -> str:
    """The applicant's name for the documents of the notice's thread: "" when none was noted, 已按规定清除 after erasure.

    A name that no key opens leaves its line empty, to be filled in by hand.
    """
    applicant = applicant_of(notice)
    if applicant is None:
        return ""
    try:
        return ERASED if applicant.erased_at else unseal(applicant.name_sealed)
    except CannotUnseal:
        log.error("the applicant's name of notice %s cannot be unsealed", notice.pk)
        return ""


def _checked(name: str, phone: str) -> tuple[str, str]:
    try:
        name, phone = read_name(name), read_phone(phone)
    except BadContact as error:
        raise CannotNote(str(error), error.field) from error
    if missing := fonts.missing_characters(name):
        raise CannotNote(f"姓名里的“{''.join(missing[:3])}”印不出来，请换一个写法。", "name")
    return name, phone


def _holds(applicant: Applicant, name: str, phone: str) -> bool:
    """Whether both stand there already: the form was sent twice."""
    try:
        person = _opened(applicant)
    except CannotUnseal:
        return False
    return not person.is_erased and name in ("", person.name) and phone in ("", person.phone)


def _opened(applicant: Applicant) -> Person:
    return Person(unseal(applicant.name_sealed), unseal(applicant.phone_sealed), applicant.erased_at is not None)
