"""签收: that a document was received, once and for ever; the handwriting beside it only as long as personal data are kept."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from accounts.personal_numbers import holds_number
from notices.enums import ReceiptHow, Receiver
from notices.models import Notice, Receipt, Signature
from notices.personal.applicants import tells_who
from notices.personal.sealing import seal, seal_bytes, unseal, unseal_bytes
from notices.receiving.strokes import Stroke, dumped, read_strokes


class CannotConfirm(Exception):
    """Nothing was written; the message says why."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The receipt of a notice, and whether it was written just now."""

    receipt: Receipt
    is_new: bool

    @property
    def sentence(self) -> str:
        """What was confirmed when, in one sentence."""
        receipt = self.receipt
        at = f"{timezone.localtime(receipt.at):%Y-%m-%d %H:%M}"
        if self.is_new:
            return f"{receipt.notice.serial} 已登记：{receipt.get_how_display()}。"
        return f"{receipt.notice.serial} 已于{at}登记过：{receipt.get_how_display()}。"


@dataclass(frozen=True, slots=True)
class Handwriting:
    """What a signature shows: strokes of the pad and the photo (JPEG bytes) of the stub; either may be missing."""

    strokes: tuple[Stroke, ...]
    photo: bytes


def confirm(
    notice: Notice,
    *,
    how: ReceiptHow,
    receiver: Receiver = Receiver.SELF,
    by: StaffUser | None = None,
    acting_for: StaffUser | None = None,
    note: str = "",
    strokes: tuple[Stroke, ...] | None = None,
    photo: bytes | None = None,
) -> Confirmed:
    """Record that `notice` was received (or refused, with a `note` of how). Without `by` the citizen's phone did it;
    `acting_for` is the colleague whose place they take (AB 岗).

    `strokes` as `strokes.read_strokes`, `photo` as `stub_photos.cleaned` returns them. When it is confirmed already, in whatever way, nothing is
    written and the first receipt returned. Raises CannotConfirm for a void notice, a refusal without a note, a signature on the pad without strokes.
    """
    note = note.strip()
    _require(notice, how, note, strokes)
    if earlier := Receipt.objects.filter(notice=notice).first():
        return Confirmed(earlier, is_new=False)
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(
                notice=notice, how=how, receiver=receiver, recorded_by=by, acting_for=acting_for, note=note
            )
            if strokes or photo:
                text = seal(dumped(strokes)) if strokes else ""
                Signature.objects.create(receipt=receipt, strokes_sealed=text, photo_sealed=seal_bytes(photo or b""))
    except IntegrityError:  # the same at the same moment
        return Confirmed(Receipt.objects.get(notice=notice), is_new=False)
    return Confirmed(receipt, is_new=True)


def attach_photo(receipt: Receipt, photo: bytes, *, by: StaffUser) -> bool:
    """Keep the photo of a stub that was confirmed before. A photo that is there stays; whether this one was kept.

    Raises CannotConfirm after erasure: what was cleared does not come back.
    """
    with transaction.atomic():
        signature, _ = Signature.objects.select_for_update().get_or_create(receipt=receipt)
        if signature.erased_at:
            raise CannotConfirm("签名已按规定清除，不能再附照片。")
        if signature.photo_sealed:
            return False
        signature.photo_sealed = seal_bytes(photo)
        signature.save(update_fields=["photo_sealed"])
        audit.record(actor=by, action="attach_stub_photo", target=receipt.notice.serial)
    return True


def look_at(signature: Signature, *, by: StaffUser) -> Handwriting:
    """The handwriting itself; that somebody looked at it goes on record. Raises sealing.CannotUnseal."""
    text, photo = unseal(signature.strokes_sealed), unseal_bytes(bytes(signature.photo_sealed))
    audit.record(actor=by, action="view_signature", target=signature.receipt.notice.serial)
    return Handwriting(read_strokes(text) if text else (), photo)


def _require(notice: Notice, how: ReceiptHow, note: str, strokes: tuple[Stroke, ...] | None) -> None:
    if notice.is_void:
        raise CannotConfirm(f"{notice.serial} 已经作废，不能签收。")
    if how == ReceiptHow.REFUSED and not note:
        raise CannotConfirm("拒绝签收要写明情形，例如：材料清单已当面说明，申请人不愿签字。")
    if how == ReceiptHow.PAD and not strokes:
        raise CannotConfirm("请先在框里签名。")
    if holds_number(note) or tells_who(notice, note):
        raise CannotConfirm("说明会长期保存，请不要写电话或证件号码，也不要写申请人的姓名。")
