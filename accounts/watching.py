"""Signing in and out goes on record here. Django itself makes these writes and tells of them by signals only."""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from accounts import audit
from accounts.addresses import client_address
from accounts.models import StaffUser

LONGEST_NAME = 40
"""Characters of a user name as typed: people type all sorts of things there."""


def watch() -> None:
    """Listen from now on; called once, when the app is ready."""
    for signal, receiver in (
        (user_logged_in, _signed_in),
        (user_logged_out, _signed_out),
        (user_login_failed, _failed),
        (user_locked_out, _locked_out),
    ):
        signal.connect(receiver, dispatch_uid=f"accounts.watching{receiver.__name__}")


def _signed_in(request: HttpRequest | None, user: StaffUser, **_: Any) -> None:
    audit.record(actor=user, action="login", target=user.username, address=_address(request))


def _signed_out(request: HttpRequest | None, user: StaffUser | None, **_: Any) -> None:
    if isinstance(user, StaffUser):
        audit.record(actor=user, action="logout", target=user.username, address=_address(request))


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    # Who is locked out already goes on record as a lockout, and once is enough for one request.
    if not getattr(request, "axes_locked_out", False):
        audit.record(actor=None, action="login_failed", target=_typed(credentials), address=_address(request))


def _locked_out(request: HttpRequest | None, username: str | None, **_: Any) -> None:
    audit.record(actor=None, action="lockout", target=_typed({"username": username}), address=_address(request))


def _typed(credentials: dict[str, Any]) -> str:
    """The name as typed; a NUL cannot be stored by PostgreSQL."""
    return str(credentials.get("username") or "").replace("\0", "")[:LONGEST_NAME]


def _address(request: HttpRequest | None) -> str:
    return client_address(request) if request is not None else ""
