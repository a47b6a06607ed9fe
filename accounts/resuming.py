"""A form of the staff pages sent when the session has ended: it is not thrown away but asks for the password, and then goes where it was sent.

The answer is a sign-in form that carries the fields along; it is sent to the same address, signs in, and the very same request then goes on to
the page that was asked for. So nothing is stored, nothing happens before the password is right, and rights, scope and double clicks are judged
as ever. CSRF has been checked before any of this runs (`csrf_failure` of `govservice.errors` sends here what fails it only because somebody
signed in again in another tab).
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from accounts.forms import SignInAgainForm
from accounts.models import StaffUser

AREAS = {"/counter/": "resuming", "/oversight/": "resuming-oversight"}
"""Below what forms are kept, and the cookie of each: a cookie has one path, and none goes to the public pages."""
PREFIX = SignInAgainForm.prefix + "-"
WHOSE = PREFIX + "whose"
_SALT = "accounts.resuming"

Answer = Callable[[HttpRequest], HttpResponseBase]
Whose = dict[str, Any]
"""{user: primary key, session: what comes back with them}: who was signed in when the form was filled in."""


class Resuming:
    """Answers such a form with the sign-in form, and takes that one's sign-in out of it again. Stands after CSRF and the end of idle sessions."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if _area(request) and isinstance(request.user, StaffUser):
            _remember(request, request.user, answer)
        return answer

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        if not is_form(request):
            return None
        whose = _whose(request)
        if request.user.is_authenticated:
            return _goes_on(request, whose) if WHOSE in request.POST else None
        if whose is None:
            return None
        form = SignInAgainForm(request, request.POST if WHOSE in request.POST else None, initial=_name(whose))
        if not form.is_valid():
            return ask_again(request, whose, form)
        login(request, form.get_user())
        return _goes_on(request, whose)


def is_form(request: HttpRequest) -> bool:
    """Whether something typed is under way to a page of the counter or of oversight."""
    return request.method == "POST" and bool(_area(request))


def ask_again(request: HttpRequest, whose: Whose | None = None, form: SignInAgainForm | None = None) -> HttpResponse:
    """403 with the form carried along: for the password, or for whoever is signed in to send it once more."""
    context = {
        "form": form,
        "whose": signing.dumps(whose, salt=_SALT) if whose else "",
        "fields": [(name, value) for name, values in _typed(request).lists() for value in values],
        "has_files": bool(request.FILES),
    }
    answer = render(request, "accounts/again.html", context, status=403)
    add_never_cache_headers(answer)
    return answer


def ask_again_unverified(request: HttpRequest) -> HttpResponse | None:
    """The same for a form whose CSRF token is out of date; None where nobody is known or where it did not come from a page of ours."""
    if not is_form(request) or request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return None
    whose = _whose(request)
    if request.user.is_authenticated:
        return (_goes_on(request, whose) if WHOSE in request.POST else None) or ask_again(request)
    return ask_again(request, whose, SignInAgainForm(request, initial=_name(whose))) if whose else None


def _goes_on(request: HttpRequest, whose: Whose | None) -> HttpResponse | None:
    """The request as the page expects it; what a colleague typed ends here."""
    if whose is None or whose["user"] != request.user.pk:
        messages.warning(request, "刚才填写的内容是另一位同事的，没有提交。")
        return redirect("counter")
    for key, value in whose["session"].items():
        request.session.setdefault(key, value)
    request.POST = _typed(request)  # type: ignore[assignment]  # a copy that could be written to; no page does
    return None


def _area(request: HttpRequest) -> str:
    """Below which of AREAS; empty elsewhere."""
    return next((area for area in AREAS if request.path.startswith(area)), "")


def _typed(request: HttpRequest) -> QueryDict:
    """What was typed on the page itself: no token, no password."""
    typed = request.POST.copy()
    for name in [n for n in typed if n == "csrfmiddlewaretoken" or n.startswith(PREFIX)]:
        del typed[name]
    return typed


def _whose(request: HttpRequest) -> Whose | None:
    """Who was signed in: as the form carried along says, else the last one in this browser; None when neither is known or genuine."""
    remembered = request.COOKIES.get(AREAS.get(_area(request), ""), "")
    return _unsigned(request.POST.get(WHOSE) or remembered, settings.SESSION_COOKIE_AGE)


def _unsigned(text: str, max_age: int) -> Whose | None:
    try:
        return cast(Whose, signing.loads(text, salt=_SALT, max_age=max_age))
    except signing.BadSignature:
        return None


def _name(whose: Whose) -> dict[str, str]:
    user = StaffUser.objects.filter(pk=whose["user"]).first()
    return {"username": user.username if user else ""}


def _remember(request: HttpRequest, user: StaffUser, answer: HttpResponseBase) -> None:
    """Outlive the session by a signed cookie that signs nobody in; written again when it is old or would say something else."""
    age, area = settings.SESSION_COOKIE_AGE, _area(request)
    session = {key: request.session[key] for key in settings.SESSION_RESUMED if key in request.session}
    whose = {"user": user.pk, "session": session}
    if _unsigned(request.COOKIES.get(AREAS[area], ""), age // 2) != whose:
        answer.set_cookie(
            AREAS[area],
            signing.dumps(whose, salt=_SALT),
            max_age=age,
            path=area,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
