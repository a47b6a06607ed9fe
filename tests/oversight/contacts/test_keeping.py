"""Contacts: sealed, masked, shown for a reason, erased; and nowhere else."""

import pytest
from django.apps import apps
from django.utils import timezone

from oversight.contacts.keeping import Masked, Plain, erase, keep, masked, tells_who, unmask
from oversight.contacts.person import Person
from oversight.models import Contact
from oversight.refusal import CannotDo
from tests.counter import audited
from tests.oversight.requests.making import ADDRESS, make_request

pytestmark = pytest.mark.django_db

NAME, PHONE = "张三丰", "13812343210"
WRITTEN = {"oversight", "accounts", "sessions"}
"""The apps that any of this writes to."""


def make_row(**values):
    """A request of today."""
    return make_request(on=timezone.localdate(), **values)


def noted(row, **values):
    given = {"name": NAME, "phone": PHONE, "address": ADDRESS, "told_privacy": True, "by": row.created_by}
    return keep(row, **{**given, **values})


def refusal(call, *args, **values):
    with pytest.raises(CannotDo) as refused:
        call(*args, **values)
    return refused.value.field


def test_it_is_masked_and_comes_back_in_full_for_a_reason():
    contact = make_row().contact
    assert masked(contact) == Masked(name="张**", phone="138****3210", address="北关区灯塔路街道自由路社区****")
    by = contact.recorded_by
    assert unmask(contact, by=by, reason="约定上门时间") == Plain(name=NAME, phone=PHONE, address=ADDRESS)


def test_looking_is_on_record_without_what_was_seen():
    row = make_row()
    unmask(row.contact, by=row.created_by, reason="约定上门时间")
    assert audited("note_contact", "unmask_contact") == [
        ("note_contact", f"服务安排{row.pk}号", {"fields": ["name", "phone", "address"]}),
        ("unmask_contact", f"服务安排{row.pk}号", {"reason": "约定上门时间"}),
    ]


@pytest.mark.parametrize("reason", ["", "  ", "回电13900001111", "找张三丰"])
def test_a_reason_is_needed_and_tells_nobody(reason):
    contact = make_row().contact
    assert refusal(unmask, contact, by=contact.recorded_by, reason=reason) == "reason"
    assert audited("unmask_contact") == []


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": "", "phone": "", "address": ""}, "name"),
        ({"told_privacy": False}, "told_privacy"),
        ({"name": "410503199001011234"}, "name"),
        ({"phone": "12345"}, "phone"),
        ({"address": "自由路 410503199001011234"}, "address"),
        ({"address": "自由路😀"}, "address"),
    ],
)
def test_what_is_refused_names_its_field(given, field):
    assert refusal(noted, make_row(), **given) == field


def test_an_empty_part_stays_as_it_is():
    row = make_row()
    noted(row, name="", phone="0372-1234567", address="")
    contact = Contact.objects.get()
    assert unmask(contact, by=row.created_by, reason="回电") == Plain(name=NAME, phone="0372-1234567", address=ADDRESS)


def test_the_same_again_is_not_noted_again():
    noted(make_row())
    assert (Contact.objects.count(), len(audited("note_contact"))) == (1, 1)


def test_erased_nothing_is_left_and_nothing_is_shown():
    contact = make_row().contact
    for _ in range(2):
        erase(contact, by=contact.recorded_by)
    contact = Contact.objects.get()
    assert (contact.name_sealed, contact.phone_sealed, contact.address_sealed) == ("", "", "")
    assert (masked(contact), len(audited("erase_contact"))) == (Masked(is_erased=True), 1)
    assert refusal(unmask, contact, by=contact.recorded_by, reason="回电") == ""


def test_under_a_key_that_is_gone_it_says_so(settings):
    contact = make_row().contact
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", []
    assert masked(contact).trouble.startswith("现有密钥解不开")


def test_words_are_held_against_the_name_that_was_noted():
    row = make_row()
    assert [tells_who(row, words) for words in ("张三丰在家", "电话13900001111", "家中无人")] == [True, True, False]


def test_a_name_written_into_the_address_is_masked_as_well():
    row = make_row(person=Person(name="李小四", address="李小四村东头", told_privacy=True))
    assert masked(row.contact).address == "****"


def test_no_table_no_log_and_no_audit_entry_holds_it(caplog):
    row = make_row()
    unmask(row.contact, by=row.created_by, reason="回电")
    stored = "".join(
        repr(values)
        for model in apps.get_models()
        if model._meta.app_label in WRITTEN
        for values in model._default_manager.values()
    )
    assert [text in stored + caplog.text for text in (NAME, PHONE, ADDRESS)] == [False, False, False]
