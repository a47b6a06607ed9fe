"""Contacts do not outlive what they were noted for."""

import json
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from notices.personal.resealing import reseal_all
from oversight.contacts.keeping import masked
from oversight.contacts.retention import erase_older
from oversight.enums import RequestState
from oversight.models import Contact
from oversight.requests.ending import undo
from tests.counter import audited
from tests.factories import local, make_clerk
from tests.oversight.requests.making import make_request

pytestmark = pytest.mark.django_db

NOW = local(2027, 6, 1)


@pytest.fixture
def row(time_machine):
    """A request of 400 days ago."""
    past = NOW - timedelta(days=400)
    time_machine.move_to(past, tick=False)
    made = make_request(make_clerk(), on=past.date())
    time_machine.move_to(NOW, tick=False)
    return made


def test_what_is_over_for_long_enough_is_erased_once(row):
    assert [erase_older(days=365) for _ in range(2)] == [{"contacts": 1}, {"contacts": 0}]
    assert masked(Contact.objects.get()).is_erased
    detail = {"days": 365, "contacts": 1}
    assert audited("erase_personal_data") == [("erase_personal_data", "联系方式定期清除", detail)]


def test_a_dry_run_counts_and_erases_nothing(row):
    assert (erase_older(days=365, dry_run=True), masked(Contact.objects.get()).name) == ({"contacts": 1}, "张**")


def test_younger_ones_and_those_something_happened_to_are_left_alone(row, time_machine):
    assert erase_older(days=401) == {"contacts": 0}
    row.state, row.result = RequestState.CANCELLED, "不来了"
    row.save()
    undo(row, by=row.created_by, seen=0)
    assert erase_older(days=365) == {"contacts": 0}


def test_what_is_still_to_come_is_kept(row):
    row.on = date(2027, 6, 2)
    row.save()
    assert erase_older(days=0) == {"contacts": 0}


def test_the_one_command_counts_them_too(row, capsys):
    call_command("erase_personal_data", json=True, days=365)
    said = json.loads(capsys.readouterr().out)
    assert (said["contacts"], said["applicants"]) == (1, 0)


def test_a_new_key_seals_them_anew(row, settings):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    assert (reseal_all().done, reseal_all().lost) == (3, 0)
    settings.SECRET_KEY = "another key"
    assert masked(Contact.objects.get()).phone == "138****3210"
