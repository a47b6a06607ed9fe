"""That a document was received: once, in one of four ways."""

import pytest
from django.db import DatabaseError, transaction

from notices.enums import ReceiptHow, Receiver
from notices.models import Receipt, Signature
from notices.receiving.receipts import CannotConfirm, attach_photo, confirm, look_at
from notices.receiving.strokes import dumped
from notices.voiding import void
from tests.counter import audited

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

STROKES = (((10, 10), (20, 20), (30, 10)),)


def test_who_received_it_how_and_who_saw_it_is_on_record(notice):
    done = confirm(notice, how=ReceiptHow.STUB, receiver=Receiver.AGENT, by=notice.clerk)
    row = Receipt.objects.get(notice=notice)
    assert (done.is_new, row.how, row.receiver, row.recorded_by) == (True, "stub", "agent", notice.clerk)
    assert done.sentence == f"{notice.serial} 已登记：存根签字。"


def test_the_phone_confirms_without_a_clerk(notice):
    assert confirm(notice, how=ReceiptHow.PHONE).receipt.recorded_by is None


@pytest.mark.parametrize("again", [ReceiptHow.STUB, ReceiptHow.PHONE])
def test_the_same_again_says_when_it_was_done(notice, again):
    first = confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)
    second = confirm(notice, how=again, by=notice.clerk)
    assert (second.is_new, second.receipt, Receipt.objects.count()) == (False, first.receipt, 1)
    assert "登记过：存根签字" in second.sentence


def test_two_at_the_same_moment_are_one(notice, monkeypatch):
    first = confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)
    nobody_yet = Receipt.objects.none()
    monkeypatch.setattr("notices.receiving.receipts.Receipt.objects.filter", lambda **_: nobody_yet)
    assert confirm(notice, how=ReceiptHow.STUB, by=notice.clerk).receipt == first.receipt


@pytest.mark.parametrize(
    ("how", "values", "says"),
    [
        (ReceiptHow.REFUSED, {"note": " "}, "要写明情形"),
        (ReceiptHow.PAD, {}, "请先在框里签名"),
        (ReceiptHow.STUB, {"note": "电话13812343210"}, "不要写电话或证件号码"),
    ],
)
def test_what_is_missing_is_asked_for(notice, how, values, says):
    with pytest.raises(CannotConfirm, match=says):
        confirm(notice, how=how, by=notice.clerk, **values)
    assert not Receipt.objects.exists()


def test_a_void_notice_is_not_received(notice):
    void(notice, by=notice.clerk, reason="情形选错")
    with pytest.raises(CannotConfirm, match="已经作废"):
        confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)


def test_a_refusal_says_how_it_was(notice):
    receipt = confirm(notice, how=ReceiptHow.REFUSED, by=notice.clerk, note=" 不愿签字 ").receipt
    assert (receipt.how, receipt.note) == ("refused", "不愿签字")


def test_a_receipt_is_never_altered(notice):
    receipt = confirm(notice, how=ReceiptHow.STUB, by=notice.clerk).receipt
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(receiver=Receiver.AGENT)


def test_handwriting_is_sealed_and_looking_at_it_is_on_record(notice):
    confirm(notice, how=ReceiptHow.PAD, by=notice.clerk, strokes=STROKES, photo=b"JPEG")
    kept = Signature.objects.get()
    assert (dumped(STROKES) in kept.strokes_sealed, b"JPEG" in bytes(kept.photo_sealed)) == (False, False)
    seen = look_at(kept, by=notice.clerk)
    assert (seen.strokes, seen.photo) == (STROKES, b"JPEG")
    assert audited("view_signature") == [("view_signature", notice.serial, {})]


def test_a_photo_is_attached_once(notice):
    receipt = confirm(notice, how=ReceiptHow.STUB, by=notice.clerk).receipt
    assert [attach_photo(receipt, photo, by=notice.clerk) for photo in (b"first", b"second")] == [True, False]
    assert look_at(receipt.signature, by=notice.clerk).photo == b"first"
    assert audited("attach_stub_photo") == [("attach_stub_photo", notice.serial, {})]
