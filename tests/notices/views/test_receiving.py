"""签收 at the counter and on the citizen's phone."""

import io
import json

import pytest
from django.test import Client
from PIL import Image

from accounts.models import AuditEntry
from notices.enums import ReceiptHow
from notices.models import Receipt, Signature
from notices.receiving.receipts import confirm
from notices.receiving.strokes import path_of
from notices.voiding import void
from tests.counter import address, make_notice, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

STROKES = (((10, 10), (20, 20), (30, 10)),)


def photo():
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "navy").save(out, "JPEG")
    out.name = "stub.jpg"
    out.seek(0)
    return out


# At the window


def test_the_notice_offers_the_ways_to_sign_and_then_says_who_when_how(window, notice):
    page = address("counter_notice", notice.pk)
    assert "还没有签收" in text_of(window.get(page))
    window.post(address("counter_receive", notice.pk), {"how": "stub", "receiver": "agent"})
    said = text_of(window.get(page))
    assert [words for words in ("存根签字", "代办人", f"{notice.clerk}登记", "附存根照片") if words not in said] == []


def test_a_refusal_without_a_note_comes_back_and_with_one_is_on_record(window, notice):
    page = address("counter_receive", notice.pk)
    refused = window.post(page, {"how": "refused", "receiver": "agent"})
    assert (refused.status_code, "要写明情形" in text_of(refused)) == (400, True)
    window.post(page, {"how": "refused", "note": "不愿签字"})
    assert Receipt.objects.get().note == "不愿签字"


def test_a_way_that_is_not_the_windows_is_refused(window, notice):
    assert window.post(address("counter_receive", notice.pk), {"how": "phone"}).status_code == 400


def test_sent_twice_it_is_one_receipt_and_says_when(window, notice):
    for _ in range(2):
        answer = window.post(address("counter_receive", notice.pk), {"how": "stub"}, follow=True)
    assert ("登记过" in text_of(answer), Receipt.objects.count()) == (True, 1)


# The pad


def test_a_signature_is_kept_and_shown_as_it_was_written(window, notice):
    sent = window.post(address("counter_sign", notice.pk), {"strokes": json.dumps(STROKES)})
    assert (sent.status_code, Receipt.objects.get().how) == (302, "pad")
    shown = window.post(address("counter_signature", notice.pk))
    assert (f'd="{path_of(STROKES)}"' in shown.content.decode(), shown["Cache-Control"]) == (True, "no-store")


@pytest.mark.parametrize("strokes", ["", "[[[5,5]]]", "<svg>"])
def test_a_pad_without_handwriting_asks_again_and_keeps_what_was_drawn(window, notice, strokes):
    page = window.post(address("counter_sign", notice.pk), {"strokes": strokes, "receiver": "agent"})
    assert (page.status_code, page.context["form"]["strokes"].value()) == (400, strokes)
    assert not Receipt.objects.exists()


def test_a_signature_under_a_lost_key_says_so(window, notice, settings):
    confirm(notice, how=ReceiptHow.PAD, by=notice.clerk, strokes=STROKES)
    settings.PERSONAL_DATA_KEYS = []
    Signature.objects.update(strokes_sealed="gAAAAA-lost")
    assert "找回原来的密钥" in text_of(window.post(address("counter_signature", notice.pk)))


# The photo


def test_a_photo_is_shown_in_the_page_and_each_look_is_on_record(window, notice):
    confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)
    window.post(address("counter_stub_photo", notice.pk), {"photo": photo()})
    shown = [window.post(address("counter_signature", notice.pk)).content for _ in range(2)]
    assert [b'src="data:image/jpeg;base64,' in page for page in shown] == [True, True]
    assert AuditEntry.objects.filter(action="view_signature", target=notice.serial).count() == 2


def test_a_file_that_is_no_photo_is_refused(window, notice):
    confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)
    page = window.post(address("counter_stub_photo", notice.pk), {"photo": io.BytesIO(b"%PDF-1.7")})
    assert (page.status_code, "JPEG 或 PNG" in text_of(page), Signature.objects.exists()) == (400, True, False)


def test_without_a_receipt_there_is_no_photo_to_attach(window, notice):
    assert window.get(address("counter_stub_photo", notice.pk)).status_code == 404


# Stubs


def test_a_scan_without_script_comes_back_with_what_became_of_it(window, notice):
    said = [text_of(window.post(address("stubs"), {"line": notice.token}, follow=True)) for _ in range(2)]
    assert (f"{notice.serial} 已登记" in said[0], "登记过" in said[1], "共 1 张" in said[1]) == (True, True, True)


def test_a_scan_with_script_gets_its_own_line(window, notice):
    lines = [window.post(address("stubs"), {"line": line, "live": "1"}).content for line in (notice.token, "哈哈")]
    assert [line.decode().split('data-outcome="')[1].split('"')[0] for line in lines] == ["received", "unknown"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_stub_page_has_a_constant_number_of_queries(window, notice, count, django_assert_max_num_queries):
    for _ in range(count):
        confirm(make_notice(notice.site, notice.clerk), how=ReceiptHow.STUB, by=notice.clerk)
    window.get(address("stubs"))
    with django_assert_max_num_queries(9):
        window.get(address("stubs"))


# On the phone


def received(client, notice, **data):
    return client.post(address("notice_received", notice.token), data, follow=True)


def test_the_phone_confirms_and_the_page_then_says_when(client, notice):
    before, after = text_of(client.get(address("notice", notice.token))), text_of(received(client, notice))
    assert ("我已收到并看清全部内容" in before, "已签收" in after, "我已收到" in after) == (True, True, False)
    row = Receipt.objects.get()
    assert (row.how, row.receiver, row.recorded_by) == ("phone", "self", None)


def test_a_second_confirmation_changes_nothing(client, notice):
    for receiver in ("agent", "self"):
        received(client, notice, receiver=receiver)
    assert Receipt.objects.get().receiver == "agent"


def test_a_void_notice_offers_nothing_and_takes_nothing(client, notice):
    void(notice, by=notice.clerk, reason="情形选错")
    assert ("我已收到" in text_of(received(client, notice)), Receipt.objects.exists()) == (False, False)


def test_looking_writes_nothing_and_neither_does_a_get(client, notice):
    assert client.get(address("notice_received", notice.token)).status_code == 405
    client.get(address("notice", notice.token))
    assert not Receipt.objects.exists()


def test_a_confirmation_from_another_page_is_refused(notice):
    answer = Client(enforce_csrf_checks=True).post(address("notice_received", notice.token))
    assert (answer.status_code, Receipt.objects.exists()) == (403, False)


def test_too_many_from_one_address_wait_a_minute(client, notice, monkeypatch):
    monkeypatch.setattr("notices.views.received.PER_MINUTE", 1)
    other = make_notice(notice.site, notice.clerk)
    client.defaults["REMOTE_ADDR"] = "192.0.2.7"
    assert [received(client, one).status_code for one in (notice, other)] == [200, 429]
