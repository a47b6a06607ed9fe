"""Signing in, and what comes first."""

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import StaffUser
from tests.factories import make_clerk

pytestmark = pytest.mark.django_db
PASSWORD = "secret-word-9"


@pytest.fixture
def clerk() -> StaffUser:
    """A window clerk."""
    return make_clerk()


def sign_in(user: StaffUser, password: str = PASSWORD, query: str = "") -> object:
    return Client().post(f"/accounts/login/{query}", {"username": user.username, "password": password})


def test_signing_in_leads_to_the_counter(clerk: StaffUser) -> None:
    assert sign_in(clerk).url == "/counter/"


def test_signing_in_leads_back_to_where_one_was_going(clerk: StaffUser) -> None:
    assert sign_in(clerk, query="?next=/counter/notices/").url == "/counter/notices/"


def test_signing_in_never_leads_to_another_host(clerk: StaffUser) -> None:
    assert sign_in(clerk, query="?next=https://example.org/").url == "/counter/"


@pytest.mark.parametrize(("password", "active"), [("wrong", True), (PASSWORD, False)])
def test_a_wrong_password_and_a_closed_account_stay_outside(clerk: StaffUser, password: str, active: bool) -> None:
    StaffUser.objects.filter(pk=clerk.pk).update(is_active=active)
    response = sign_in(clerk, password)
    assert (response.status_code, response.context["form"].is_valid()) == (200, False)


def test_too_many_wrong_passwords_lock_the_account_at_that_address(clerk: StaffUser) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(clerk, "wrong")
    assert sign_in(clerk).status_code == 429


def test_another_clerk_at_that_address_is_not_locked_out(clerk: StaffUser) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT):
        sign_in(clerk, "wrong")
    assert sign_in(make_clerk()).url == "/counter/"


def test_signing_out_is_a_post_and_ends_the_session(clerk: StaffUser) -> None:
    client = Client()
    client.force_login(clerk)
    assert client.get("/accounts/logout/").status_code == 405
    client.post("/accounts/logout/")
    assert client.get("/counter/").url == "/accounts/login/?next=/counter/"


@pytest.fixture
def newcomer(clerk: StaffUser) -> Client:
    """Signed in with a password somebody else chose."""
    StaffUser.objects.filter(pk=clerk.pk).update(must_change_password=True)
    client = Client()
    client.force_login(clerk)
    return client


@pytest.mark.parametrize("path", ["/counter/", "/counter/notices/", "/admin/"])
def test_a_first_password_must_be_changed_before_anything_else(newcomer: Client, path: str) -> None:
    assert newcomer.get(path).url == "/accounts/password/"


def test_nothing_is_issued_before_the_password_is_changed(newcomer: Client) -> None:
    assert newcomer.post("/counter/m/K7M2PA/", {"key": "k", "manner": "window"}).url == "/accounts/password/"


def test_a_new_password_opens_the_counter(newcomer: Client, clerk: StaffUser) -> None:
    data = {"old_password": PASSWORD, "new_password1": "new-word-of-mine-7", "new_password2": "new-word-of-mine-7"}
    assert newcomer.post("/accounts/password/", data).url == "/accounts/password/done/"
    clerk.refresh_from_db()
    assert (clerk.must_change_password, newcomer.get("/counter/").status_code) == (False, 200)


@pytest.mark.parametrize("new", ["short-9", "1234567890123", "password1234"])
def test_a_weak_new_password_changes_nothing(newcomer: Client, clerk: StaffUser, new: str) -> None:
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    response = newcomer.post("/accounts/password/", data)
    clerk.refresh_from_db()
    assert (response.status_code, clerk.must_change_password, clerk.check_password(PASSWORD)) == (200, True, True)
