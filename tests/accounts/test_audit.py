"""The audit trail: who did what to what, in the same transaction as the deed."""

import pytest
from django.db import transaction

from accounts import audit
from accounts.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what() -> None:
    user = make_user()
    entry = AuditEntry.objects.get(
        pk=audit.record(actor=user, action="void", target="北关〔2026〕000001", reason="打错").pk
    )
    assert (entry.actor, entry.action, entry.target, entry.detail) == (
        user,
        "void",
        "北关〔2026〕000001",
        {"reason": "打错"},
    )


def test_what_the_system_does_has_no_actor() -> None:
    assert audit.record(actor=None, action="load_demo", target="fixtures/demo").actor is None


def test_a_deed_that_fails_leaves_no_entry() -> None:
    before = AuditEntry.objects.count()
    with transaction.atomic():
        audit.record(actor=None, action="test", target="test")
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == before


def test_the_newest_entry_comes_first() -> None:
    first, second = (audit.record(actor=None, action="test", target=str(n)) for n in (1, 2))
    assert list(AuditEntry.objects.all()[:2]) == [second, first]
