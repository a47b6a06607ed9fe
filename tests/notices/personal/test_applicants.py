"""Whom a thread belongs to: noted, masked, shown for a reason, erased."""

import pytest
from django.db import connection

from notices.enums import NoticeKind, ReceiptHow
from notices.models import Applicant, Signature
from notices.personal.applicants import (
    CannotNote,
    CannotUnmask,
    Person,
    applicant_of,
    erase,
    masked,
    name_for_print,
    note_applicant,
    tells_who,
    unmask,
)
from notices.receiving.receipts import confirm
from tests.affairs import follow_up
from tests.counter import audited, make_notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

NAME, PHONE = "欧阳哨兵", "13812343210"


@pytest.fixture
def notice(monkeypatch):
    monkeypatch.setattr(
        "notices.personal.applicants.fonts.missing_characters", lambda text: tuple(c for c in text if c == "😀")
    )
    return make_notice()


def noted(notice, name=NAME, phone=PHONE, told_privacy=True):
    return note_applicant(notice, name=name, phone=phone, by=notice.clerk, told_privacy=told_privacy)


def test_what_was_noted_is_shown_masked(notice):
    assert masked(noted(notice)) == Person("欧**", "138****3210")


@pytest.mark.parametrize(
    ("text", "tells"),
    [(f"给{NAME}重开", True), (f"打{PHONE}", True), ("0372-2345678", False), ("补交首页", False), ("", False)],
)
def test_words_kept_for_ever_tell_who_by_the_noted_name_or_a_number(notice, text, tells):
    noted(notice)
    assert tells_who(notice, "前面的话", text) is tells


def test_a_name_that_is_erased_or_sealed_for_good_is_not_looked_for(notice, settings):
    row = noted(notice)
    settings.SECRET_KEY = "that of somebody else"
    assert tells_who(notice, NAME) is False
    erase(row, by=notice.clerk)
    assert tells_who(notice, NAME) is False


@pytest.mark.parametrize(("name", "phone"), [(NAME, ""), ("", PHONE)])
def test_either_is_enough(notice, name, phone):
    row = noted(notice, name, phone)
    assert (bool(row.name_sealed), bool(row.phone_sealed)) == (bool(name), bool(phone))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "", "phone": " "}, "name"),
        ({"told_privacy": False}, "told_privacy"),
        ({"name": "410503199001011234"}, "name"),
        ({"name": "张😀"}, "name"),
        ({"phone": "110"}, "phone"),
    ],
)
def test_what_cannot_be_noted_is_refused_at_its_field(notice, values, field):
    with pytest.raises(CannotNote) as refusal:
        noted(notice, **values)
    assert (refusal.value.field, applicant_of(notice), audited("note_applicant")) == (field, None, [])


def test_a_correction_leaves_what_was_not_typed(notice):
    noted(notice)
    row = noted(notice, "张三", "")
    assert (masked(row), Applicant.objects.count()) == (Person("张**", "138****3210"), 1)


def test_the_same_form_sent_twice_is_on_record_once(notice):
    noted(notice)
    noted(notice)
    assert audited("note_applicant") == [("note_applicant", notice.serial, {"fields": ["name", "phone"]})]


def test_the_column_never_holds_them_in_clear(notice):
    noted(notice)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_applicant")
        stored = repr(cursor.fetchall())
    assert [word for word in (NAME, PHONE, PHONE[3:7]) if word in stored] == []


def test_they_are_shown_in_full_for_a_reason_that_goes_on_record(notice):
    person = unmask(noted(notice), by=notice.clerk, reason=" 电话通知补正 ")
    assert person == Person(NAME, PHONE)
    assert audited("unmask") == [("unmask", notice.serial, {"reason": "电话通知补正"})]


@pytest.mark.parametrize("reason", ["", "  ", f"联系{NAME}", f"打{PHONE}", "打 138 1234 3210"])
def test_without_a_reason_or_with_one_that_tells_too_much_nothing_is_shown(notice, reason):
    with pytest.raises(CannotUnmask):
        unmask(noted(notice), by=notice.clerk, reason=reason)
    assert audited("unmask") == []


def test_after_erasure_nothing_is_left_but_that_it_happened(notice):
    row = noted(notice)
    erase(row, by=notice.clerk)
    row.refresh_from_db()
    assert (row.name_sealed, row.phone_sealed, masked(row)) == ("", "", Person(is_erased=True))
    with pytest.raises(CannotUnmask, match="已按规定清除"):
        unmask(row, by=notice.clerk, reason="电话通知补正")


def test_what_they_signed_goes_with_the_name(notice):
    letter, other = follow_up(notice, NoticeKind.SUPPLEMENT), make_notice()
    for paper in (notice, letter, other):
        confirm(paper, how=ReceiptHow.PAD, by=notice.clerk, strokes=(((1, 1), (9, 9), (20, 1)),))
    erase(noted(notice), by=notice.clerk)
    left = Signature.objects.exclude(strokes_sealed="").values_list("receipt__notice", flat=True)
    assert (list(left), Signature.objects.filter(erased_at=None).count()) == ([other.pk], 1)


def test_erasing_again_is_nothing(notice):
    row = noted(notice)
    for _ in range(2):
        erase(row, by=notice.clerk)
    assert audited("erase_applicant") == [("erase_applicant", notice.serial, {})]


def test_after_erasure_they_can_be_noted_anew(notice):
    erase(noted(notice), by=notice.clerk)
    assert masked(noted(notice, "张三", "")) == Person("张**")


def test_documents_print_the_name_as_long_as_it_is_kept(notice):
    printed = [name_for_print(notice)]
    row = noted(notice)
    printed.append(name_for_print(notice))
    erase(row, by=notice.clerk)
    printed.append(name_for_print(notice))
    assert printed == ["", NAME, "已按规定清除"]


def test_a_name_under_a_lost_key_is_said_on_screen_and_left_open_on_paper(notice, settings, caplog):
    row = noted(notice)
    settings.SECRET_KEY = "that of somebody else"
    assert (masked(row).name, "找回原来的密钥" in masked(row).trouble, name_for_print(notice)) == ("", True, "")
    assert [NAME in record.getMessage() for record in caplog.records] == [False]
