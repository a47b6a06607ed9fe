"""What must never be altered is kept by the database itself, whoever asks."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from accounts import append_only, audit
from accounts.models import AuditEntry, StaffUser
from notices.enums import Decision, EnquiryOutcome, ReceiptHow
from notices.issuing import issue
from notices.models import Arrival, Enquiry, Notice, OfficeLogo, Receipt, Rendering, Visit
from notices.voiding import note_reprint, void
from oversight.enums import CallOutcome, RoundKind, StepDeed
from oversight.models import Amendment, CallBack, Case, Drawn, Feedback, Finding, Rating, Round, Stars, Step
from oversight.models.feedback import FeedbackKind
from tests.factories import local, make_clerk, make_published, make_site

pytestmark = pytest.mark.django_db

PROTECTED = (
    "accounts.AuditEntry",
    "matters.Edition",
    "notices.Arrival",
    "notices.Enquiry",
    "notices.Notice",
    "notices.OfficeLogo",
    "notices.Receipt",
    "notices.Rendering",
    "notices.Reprint",
    "notices.Visit",
    "notices.Voiding",
    "oversight.Amendment",
    "oversight.CallBack",
    "oversight.Drawn",
    "oversight.Feedback",
    "oversight.Finding",
    "oversight.Rating",
    "oversight.Step",
)
is_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's way round")
is_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's way round")


@pytest.fixture
def ledger() -> None:
    """One row or more in every protected table."""
    site = make_site()
    clerk = make_clerk(site)
    notice = issue(matter=make_published(), site=site, clerk=clerk, at=local(2026, 3, 9))
    Rendering.objects.create(notice=notice, pdf_sha256="0" * 64, size=1, pages=1, renderer="test", fonts="test")
    note_reprint(notice, by=clerk)
    void(notice, by=clerk, reason="打错了")
    OfficeLogo.objects.create(sha256="0" * 64, data=b"", width=1, height=1)
    here = {"site": site, "clerk": clerk}
    Visit.objects.create(notice=notice, **here, at=notice.issued_at, decision=Decision.KEPT)
    Receipt.objects.create(notice=notice, how=ReceiptHow.STUB, recorded_by=clerk)
    enquiry = Enquiry.objects.create(**here, token="0" * 20, at=notice.issued_at, outcome=EnquiryOutcome.ANSWERED)
    Arrival.objects.create(enquiry=enquiry, **here)
    Rating.objects.create(notice=notice, stars=Stars.GOOD)
    Feedback.objects.create(kind=FeedbackKind.COMPLAINT, number="0" * 20, notice=notice, words="少写了一样")
    after_the_telling(notice, clerk)
    audit.record(actor=clerk, action="test", target="test")
    connection.check_constraints()  # or PostgreSQL would refuse a TRUNCATE for the checks still to be made


def after_the_telling(notice: Notice, clerk: StaffUser) -> None:
    """A case with its story, and a round that drew the notice and found something."""
    case = Case.objects.create(feedback=Feedback.objects.get(), due_on=date(2026, 3, 16))
    Step.objects.create(case=case, deed=StepDeed.ASSIGNED, by=clerk)
    CallBack.objects.create(case=case, outcome=CallOutcome.NO_ANSWER, by=clerk)
    Amendment.objects.create(case=case, matter=notice.matter, reference=case.ref, by=clerk)
    round_ = Round.objects.create(kind=RoundKind.SAMPLE, title="三月抽查", by=clerk)
    drawn = Drawn.objects.create(round=round_, notice=notice, position=1)
    Finding.objects.create(round=round_, drawn=drawn, words="没有签收", by=clerk)


@pytest.fixture(params=PROTECTED)
def model(request: pytest.FixtureRequest, ledger: None) -> type[models.Model]:
    return apps.get_model(request.param)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(model: type[models.Model], attempt: Callable[[], object]) -> None:
    """The attempt fails by the database's own word and every row is as before."""
    before = list(model._default_manager.order_by("pk").values())
    with pytest.raises(DatabaseError, match=f"append-only: {model._meta.db_table}"), transaction.atomic():
        attempt()
    assert list(model._default_manager.order_by("pk").values()) == before != []


def test_the_protected_tables_are_those_of_what_was_told_and_done() -> None:
    assert sorted(m._meta.label for m in append_only.protected_models()) == sorted(PROTECTED)


def test_no_row_can_be_changed(model: type[models.Model]) -> None:
    refused(model, lambda: sql(f'UPDATE "{model._meta.db_table}" SET id = id + 100000'))


def test_no_row_can_be_removed(model: type[models.Model]) -> None:
    refused(model, lambda: sql(f'DELETE FROM "{model._meta.db_table}"'))


@is_sqlite
def test_no_row_can_be_replaced(model: type[models.Model]) -> None:
    table = model._meta.db_table
    refused(model, lambda: sql(f'INSERT OR REPLACE INTO "{table}" SELECT * FROM "{table}"'))


@is_sqlite
def test_no_row_can_be_replaced_by_one_with_a_new_id(ledger: None) -> None:
    notice = apps.get_model("notices.Notice")
    others = ", ".join(f'"{f.column}"' for f in notice._meta.concrete_fields if f.column != "id")
    replacement = f"INSERT OR REPLACE INTO notices_notice (id, {others}) SELECT id + 1000, {others} FROM notices_notice"
    refused(notice, lambda: sql(replacement))


@is_postgresql
def test_no_table_can_be_emptied_at_once(model: type[models.Model]) -> None:
    refused(model, lambda: sql(f'TRUNCATE "{model._meta.db_table}" CASCADE'))


def test_a_new_row_is_welcome(ledger: None) -> None:
    before = AuditEntry.objects.count()
    audit.record(actor=None, action="test", target="test")
    assert AuditEntry.objects.count() == before + 1


# --- Missing triggers are found and come back


@pytest.fixture
def dropped() -> Iterator[str]:
    """A trigger that is gone, as after a migration that rebuilt its table; back again after the test."""
    name = "notices_notice_no_update"
    sql(f"DROP TRIGGER {name}" + (" ON notices_notice" if connection.vendor == "postgresql" else ""))
    yield name
    append_only.install()


def test_nothing_is_missing_after_migrate() -> None:
    assert append_only.missing() == []


def test_a_dropped_trigger_is_missed_by_name(dropped: str) -> None:
    assert append_only.missing() == [dropped]


@is_postgresql
def test_a_trigger_that_is_switched_off_is_as_good_as_missing() -> None:
    sql("ALTER TABLE notices_notice DISABLE TRIGGER notices_notice_no_update")
    assert append_only.missing() == ["notices_notice_no_update"]


def test_migrate_puts_a_dropped_trigger_back(dropped: str) -> None:
    call_command("migrate", verbosity=0)
    assert append_only.missing() == []


def test_installing_twice_is_installing_once() -> None:
    append_only.install()
    append_only.install()
    assert append_only.missing() == []


def test_lifted_triggers_come_back_even_after_a_failure() -> None:
    with append_only.lifted():
        assert len(append_only.missing()) == 3 * len(PROTECTED)
    with pytest.raises(ZeroDivisionError), append_only.lifted():
        raise ZeroDivisionError
    assert append_only.missing() == []
