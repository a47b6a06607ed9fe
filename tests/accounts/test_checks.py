"""The system check of the append-only tables."""

import sys

import pytest
from django.core.checks import Error, run_checks
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import append_only
from accounts.checks import append_only_triggers

pytestmark = pytest.mark.django_db


@pytest.fixture
def without_triggers():  # type: ignore[no-untyped-def]
    append_only.remove()
    yield
    append_only.install()


def test_a_whole_database_passes() -> None:
    assert append_only_triggers(databases=["default"]) == []


def test_a_missing_trigger_is_an_error_with_the_way_to_mend_it(without_triggers: None) -> None:
    (message,) = append_only_triggers(databases=["default"])
    assert (type(message), message.id) == (Error, "accounts.E001")
    assert "notices_notice_no_update" in message.msg
    assert message.hint == "Run manage.py migrate: it installs them again."


def test_manage_check_fails_on_it(without_triggers: None) -> None:
    with pytest.raises(CommandError, match=r"accounts\.E001"):
        call_command("check", databases=["default"])


def test_a_check_without_a_database_does_not_look(without_triggers: None) -> None:
    assert [m for m in run_checks() if m.id == "accounts.E001"] == []


def test_migrate_is_not_held_up_by_what_it_mends(without_triggers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["manage.py", "migrate"])
    assert append_only_triggers(databases=["default"]) == []


def test_tables_that_do_not_exist_yet_are_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda *args, **kwargs: [])
    assert append_only.missing() == []
