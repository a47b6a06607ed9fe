"""Sealing: only this installation's keys open what is personal."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from notices import checks
from notices.models import Applicant
from notices.personal.resealing import reseal_all
from notices.personal.sealing import CannotUnseal, resealed, seal, seal_bytes, unseal, unseal_bytes
from tests.counter import make_notice

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@pytest.fixture(autouse=True)
def _no_keys(settings):
    settings.PERSONAL_DATA_KEYS = []


@pytest.mark.parametrize("text", ["", "张三", "13812343210", "𠮷野家\n"])
def test_what_was_sealed_opens_again(text):
    assert unseal(seal(text)) == text


def test_bytes_are_sealed_as_well():
    assert unseal_bytes(seal_bytes(b"\x00\xff" * 500)) == b"\x00\xff" * 500


def test_the_same_text_is_sealed_differently_each_time():
    assert len({seal("13812343210") for _ in range(3)}) == 3


def test_another_installation_cannot_open_it(settings):
    sealed = seal("张三")
    settings.SECRET_KEY = "that of somebody else"
    with pytest.raises(CannotUnseal, match="联系系统管理员"):
        unseal(sealed)


def test_an_altered_text_does_not_open():
    sealed = seal("张三")
    with pytest.raises(CannotUnseal):
        unseal(sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:])


def test_what_was_sealed_before_the_office_had_keys_still_opens(settings):
    sealed = seal("张三")
    settings.PERSONAL_DATA_KEYS = [NEW]
    assert unseal(sealed) == "张三"


def test_the_newest_key_seals_and_older_ones_open(settings):
    settings.PERSONAL_DATA_KEYS = [OLD]
    sealed = seal("张三")
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    assert (unseal(sealed), Fernet(NEW).decrypt(seal("李四")).decode()) == ("张三", "李四")


def test_sealed_anew_it_needs_the_old_key_no_more(settings):
    settings.PERSONAL_DATA_KEYS = [OLD]
    sealed = seal_bytes(b"photo")
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    sealed = resealed(sealed)
    settings.PERSONAL_DATA_KEYS = [NEW]
    assert unseal_bytes(sealed) == b"photo"


@pytest.mark.django_db
def test_the_command_seals_every_value_anew(settings, capsys):
    settings.PERSONAL_DATA_KEYS = [OLD]
    row = Applicant.objects.create(notice=make_notice(), name_sealed=seal("张三"), phone_sealed=seal("13812343210"))
    settings.PERSONAL_DATA_KEYS = [NEW, OLD]
    call_command("reseal_personal_data")
    settings.PERSONAL_DATA_KEYS = [NEW]
    row.refresh_from_db()
    assert (unseal(row.name_sealed), unseal(row.phone_sealed)) == ("张三", "13812343210")
    assert capsys.readouterr().out == "2 values sealed with the newest key\n"


@pytest.mark.django_db
def test_a_value_whose_key_is_gone_is_counted_and_left_alone(settings):
    settings.PERSONAL_DATA_KEYS = [OLD]
    row = Applicant.objects.create(notice=make_notice(), name_sealed=(sealed := seal("张三")))
    settings.PERSONAL_DATA_KEYS = [NEW]
    report = reseal_all()
    row.refresh_from_db()
    assert (report.done, report.lost, row.name_sealed) == (0, 1, sealed)


@pytest.mark.parametrize(("keys", "ids"), [([], ["notices.W002"]), ([NEW], []), (["short"], ["notices.E003"])])
def test_the_system_check_asks_for_keys_that_can_be_read(settings, keys, ids):
    settings.PERSONAL_DATA_KEYS = keys
    said = [*checks.personal_data_keys_readable(None), *checks.personal_data_keys_given(None)]
    assert [message.id for message in said] == ids
