"""Name and phone at the counter: who sees them, who changes them, and where they never are."""

import io
import logging

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import models
from openpyxl import load_workbook

from notices.enums import ReceiptHow
from notices.models import Applicant
from notices.personal.applicants import masked, note_applicant
from notices.receiving.receipts import confirm
from tests.counter import address, signed_in, text_of
from tests.factories import make_clerk, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

NAME, PHONE = "欧阳哨兵", "13812343210"
TYPED = {"name": NAME, "phone": PHONE, "told_privacy": "1"}
REASON = {"reason": "电话通知补正"}


@pytest.fixture
def applicant(notice):
    return note_applicant(notice, name=NAME, phone=PHONE, by=notice.clerk, told_privacy=True)


def told(page):
    return [word for word in (NAME, PHONE) if word in page.content.decode()]


def test_the_privacy_notice_stands_beside_the_fields(window, notice, settings):
    settings.PERSONAL_DATA_DAYS = 90
    page = text_of(window.get(address("counter_notice", notice.pk)))
    words = (
        "都可以不留",
        "不要提供身份证号",
        f"由{notice.site.name}处理",
        "补正时与您联系",
        "满90天后清除",
        "立即清除",
    )
    assert [word for word in words if word not in page] == []


def test_noting_shows_them_masked(window, notice):
    page = window.post(address("counter_applicant", notice.pk), TYPED, follow=True)
    assert (told(page), "欧** 138****3210" in text_of(page)) == ([], True)


def test_what_is_refused_comes_back_as_typed(window, notice):
    page = window.post(address("counter_applicant", notice.pk), {**TYPED, "phone": "110"})
    assert (page.status_code, page.context["form"]["name"].value(), page["Cache-Control"]) == (400, NAME, "no-store")
    assert ("请填11位手机号" in text_of(page), Applicant.objects.exists()) == (True, False)
    assert 'aria-describedby="applicant-phone-error" autofocus' in page.content.decode()


def test_without_the_privacy_notice_nothing_is_noted(window, notice):
    page = window.post(address("counter_applicant", notice.pk), {"name": NAME})
    assert ("请先把隐私说明告诉申请人" in text_of(page), Applicant.objects.exists()) == (True, False)


def test_in_full_they_are_shown_once_and_kept_nowhere(window, notice, applicant):
    page = window.post(address("counter_unmask", notice.pk), REASON)
    assert (told(page), page["Cache-Control"]) == ([NAME, PHONE], "no-store")
    assert [word for word in (NAME, PHONE) if word in repr(dict(window.session))] == []


def test_without_a_reason_they_stay_masked(window, notice, applicant):
    page = window.post(address("counter_unmask", notice.pk), {"reason": " "})
    assert (page.status_code, told(page), "请写明为什么" in text_of(page)) == (400, [], True)


def test_erased_on_wish_they_are_gone(window, notice, applicant):
    page = window.post(address("counter_erase", notice.pk), follow=True)
    applicant.refresh_from_db()
    assert ("已按规定清除" in text_of(page), applicant.phone_sealed) == (True, "")


def test_under_a_lost_key_the_page_says_so(window, notice, applicant, settings):
    Applicant.objects.update(name_sealed="gAAAAA-lost")
    page = window.get(address("counter_notice", notice.pk))
    assert (page.status_code, "找回原来的密钥" in text_of(page)) == (200, True)


ADDRESSES = (
    "counter_applicant",
    "counter_unmask",
    "counter_erase",
    "counter_receive",
    "counter_sign",
    "counter_signature",
)


def _answers(client, notice):
    return {client.post(address(name, notice.pk), {**TYPED, **REASON, "how": "stub"}).status_code for name in ADDRESSES}


def test_another_sites_clerk_finds_nothing(notice, applicant):
    assert _answers(signed_in(make_clerk(make_site())), notice) == {404}


def test_an_editor_is_refused(notice, applicant):
    editor = make_user(None)
    editor.groups.add(Group.objects.get(name="目录编辑"))
    assert _answers(signed_in(editor), notice) == {403}


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client, notice, applicant):
    answers = [client.post(address(name, notice.pk), TYPED).url for name in ADDRESSES]
    assert {url.partition("?")[0] for url in answers} == {"/accounts/login/"}


def test_who_may_read_the_ledger_only_sees_neither_them_nor_the_forms(notice, applicant):
    reader = signed_in(make_user(None, "notices.view_notice"))
    page = reader.get(address("counter_notice", notice.pk))
    assert (told(page), address("counter_unmask", notice.pk) in page.content.decode()) == ([], False)


def _stored():
    """Every value of every text-like column of every table, as one text."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    for model in apps.get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        if names:
            yield model.__name__, repr([tuple(map(_plain, row)) for row in model._default_manager.values_list(*names)])


def _plain(value):
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else value


def test_no_table_no_log_and_no_public_page_ever_holds_them(window, client, notice, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    window.post(address("counter_applicant", notice.pk), TYPED)
    window.post(address("counter_unmask", notice.pk), REASON)
    confirm(notice, how=ReceiptHow.STUB, by=notice.clerk)
    seen = [
        client.get(address("notice", notice.token)),
        window.get(address("counter_notices")),
        window.get(address("stubs")),
    ]
    kept = list(_stored())
    call_command("erase_personal_data", dry_run=True)
    window.post(address("counter_erase", notice.pk))
    call_command("check_ledger", json=True)
    printed = capsys.readouterr()
    places = [
        *kept,
        *_stored(),
        ("session", repr(dict(window.session))),
        ("log", caplog.text),
        ("commands", printed.out + printed.err),
    ]
    assert [place for place, text in places if NAME in text or PHONE in text] == []
    assert [told(page) for page in seen] == [[], [], []]


def test_the_sealed_columns_are_where_they_are(notice, applicant):
    assert (masked(applicant).phone, "gAAAA" in dict(_stored())["Applicant"]) == ("138****3210", True)


def test_an_export_does_not_hold_them(notice, applicant):
    head = make_clerk(notice.site)
    head.groups.set(Group.objects.filter(name="窗口负责人"))
    file = b"".join(signed_in(head).post(address("counter_export")).streaming_content)
    cells = repr([list(sheet.values) for sheet in load_workbook(io.BytesIO(file))])
    assert (notice.serial in cells, [word for word in (NAME, PHONE) if word in cells]) == (True, [])
