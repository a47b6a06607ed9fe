"""Makes a new clerk choose a password of their own before anything else."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

ALLOWED = ("password_change", "password_change_done", "logout")


class PasswordChangeRequired:
    """Sends a signed-in user whose `must_change_password` is set to the password page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages never touch the session, so that a proxy can cache them and no query is spent.
        if request.path.startswith(("/counter/", "/admin/", "/oversight/")) and self._must_change(request):
            return redirect("password_change")
        return self.get_response(request)

    @staticmethod
    def _must_change(request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.must_change_password and request.path not in map(reverse, ALLOWED)
