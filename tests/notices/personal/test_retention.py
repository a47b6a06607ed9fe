"""Personal data do not outlive their purpose, and the ledger does not notice."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry
from notices.enums import ReceiptHow
from notices.models import Applicant, Receipt, Reprint, Signature
from notices.personal.applicants import masked, name_for_print, note_applicant
from notices.personal.retention import erase_personal_data
from notices.proving.ledger_check import check_ledger
from notices.receiving.receipts import confirm
from tests.counter import make_notice
from tests.factories import local

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_rung")]

NOW = local(2027, 6, 1)
STROKES = (((1, 1), (2, 2), (3, 3)),)


def make_thread(time_machine, days=400):
    """A sheet with applicant and signature, all of them that many days old."""
    time_machine.move_to(NOW - timedelta(days=days), tick=False)
    notice = make_notice(at=timezone.now())
    note_applicant(notice, name="张三", phone="13812343210", by=notice.clerk, told_privacy=True)
    confirm(notice, how=ReceiptHow.PAD, by=notice.clerk, strokes=STROKES)
    time_machine.move_to(NOW, tick=False)
    return notice


def erased(**options):
    done = erase_personal_data(**{"days": 365, **options})
    return done.threads, done.applicants, done.signatures


def test_what_is_old_enough_is_erased_and_the_ledger_still_verifies(time_machine):
    notice = make_thread(time_machine)
    assert erased() == (1, 1, 1)
    applicant, signature = Applicant.objects.get(), Signature.objects.get()
    assert (applicant.name_sealed, applicant.phone_sealed, masked(applicant).is_erased) == ("", "", True)
    assert (signature.strokes_sealed, bytes(signature.photo_sealed)) == ("", b"")
    assert (name_for_print(notice), check_ledger().broken) == ("已按规定清除", [])
    assert Receipt.objects.get().notice == notice


def test_a_second_run_finds_nothing(time_machine):
    make_thread(time_machine)
    assert (erased(), erased()) == ((1, 1, 1), (0, 0, 0))
    detail = AuditEntry.objects.get(action="erase_personal_data").detail
    assert detail == {"days": 365, "applicants": 1, "signatures": 1}


def test_a_dry_run_counts_and_erases_nothing(time_machine):
    notice = make_thread(time_machine)
    assert (erased(dry_run=True), name_for_print(notice)) == ((1, 1, 1), "张三")
    assert not AuditEntry.objects.filter(action="erase_personal_data").exists()


def test_a_younger_thread_is_left_alone(time_machine):
    make_thread(time_machine, days=364)
    assert erased() == (0, 0, 0)


def test_an_old_sheet_with_a_young_event_is_left_alone(time_machine):
    notice = make_thread(time_machine)
    Reprint.objects.create(notice=notice, by=notice.clerk)
    assert erased() == (0, 0, 0)


def test_each_batch_is_on_record(time_machine, monkeypatch):
    monkeypatch.setattr("notices.personal.retention.BATCH", 2)
    for _ in range(3):
        make_thread(time_machine)
    assert erased() == (3, 3, 3)
    entries = AuditEntry.objects.filter(action="erase_personal_data").order_by("pk")
    assert [entry.detail["applicants"] for entry in entries] == [2, 1]


def test_the_command_says_what_it_did(time_machine, capsys):
    make_thread(time_machine)
    call_command("erase_personal_data", json=True, days=30)
    said = json.loads(capsys.readouterr().out)
    assert {name: said[name] for name in ("threads", "applicants", "signatures")} == {
        "threads": 1,
        "applicants": 1,
        "signatures": 1,
    }


def test_sqlite_overwrites_what_is_erased():
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)
