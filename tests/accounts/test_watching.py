"""Signing in and out, failing to, being locked out, changing passwords: all on record, with the address."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import AuditEntry, StaffUser
from tests.factories import make_clerk

pytestmark = pytest.mark.django_db
PASSWORD = "secret-word-9"


@pytest.fixture
def clerk() -> StaffUser:
    return make_clerk()


def sign_in(name: str, password: str = PASSWORD) -> Client:
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.post("/accounts/login/", {"username": name, "password": password})
    return client


def told(action: str) -> list[tuple[StaffUser | None, str, dict[str, str]]]:
    entries = AuditEntry.objects.filter(action=action).select_related("actor")
    return [(entry.actor, entry.target, entry.detail) for entry in entries]


def test_signing_in_and_out_is_on_record_with_the_address(clerk: StaffUser) -> None:
    sign_in(clerk.username).post("/accounts/logout/")
    expected = (clerk, clerk.username, {"address": "10.1.2.3"})
    assert (told("login"), told("logout")) == ([expected], [expected])


def test_a_failed_sign_in_is_on_record_with_the_name_as_typed() -> None:
    sign_in("nobody-here", "wrong")
    assert told("login_failed") == [(None, "nobody-here", {"address": "10.1.2.3"})]


def test_a_long_name_is_cut() -> None:
    sign_in("x" * 90, "wrong")
    assert [target for _, target, _ in told("login_failed")] == ["x" * 40]


def test_what_was_typed_as_a_password_is_nowhere_in_the_trail() -> None:
    sign_in("nobody-here", "a-password-of-mine")
    assert [e for e in AuditEntry.objects.all() if "a-password-of-mine" in f"{e.target}{e.detail}"] == []


def test_a_lockout_is_on_record_once_a_try(clerk: StaffUser) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(clerk.username, "wrong")
    assert len(told("login_failed")) == settings.AXES_FAILURE_LIMIT - 1
    assert told("lockout") == [(None, clerk.username, {"address": "10.1.2.3"})]
    sign_in(clerk.username)
    assert (len(told("lockout")), told("login")) == (2, [])


def test_a_changed_password_is_on_record_without_the_password(clerk: StaffUser) -> None:
    client = sign_in(clerk.username)
    new = "new-word-of-mine-7"
    client.post("/accounts/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert told("password") == [(clerk, clerk.username, {"changes": []})]


def test_a_password_that_was_refused_leaves_no_entry(clerk: StaffUser) -> None:
    sign_in(clerk.username).post(
        "/accounts/password/", {"old_password": PASSWORD, "new_password1": "a", "new_password2": "a"}
    )
    assert told("password") == []
