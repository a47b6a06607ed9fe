"""What a staff page asks of a session before it answers. Public pages never touch the session, so that a proxy can cache them."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts.resuming import is_form

STAFF_PATHS = ("/counter/", "/admin/", "/oversight/")
ALLOWED = ("password_change", "password_change_done", "logout")
_SEEN = "seen_at"
_STAMP_EVERY = 60
"""Seconds between two writes of the time of the last request: exact enough, and few writes."""

Answer = Callable[[HttpRequest], HttpResponseBase]


class IdleSignOut:
    """Signs out whoever made no request for SESSION_IDLE_SECONDS: a window is left alone more often than signed out of."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(STAFF_PATHS) or not request.user.is_authenticated:
            return self.get_response(request)
        now, seen = int(time.time()), request.session.get(_SEEN)
        if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            if is_form(request):
                return self.get_response(request)  # what was typed is kept (`resuming`)
            messages.info(request, "您已较长时间没有操作，请重新登录。")
            return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("counter"))
        if seen is None or now - seen > _STAMP_EVERY:
            request.session[_SEEN] = now
        return self.get_response(request)


class PasswordChangeRequired:
    """Sends a signed-in user whose `must_change_password` is set to the password page. Stands after `resuming`, which may sign in."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        if request.path.startswith(STAFF_PATHS) and self._must_change(request):
            return redirect("password_change")
        return None

    @staticmethod
    def _must_change(request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.must_change_password and request.path not in map(reverse, ALLOWED)
