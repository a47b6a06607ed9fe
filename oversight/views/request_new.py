"""A service is asked for."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site, Subject
from matters.publishing import today
from notices.access import StaffRequest, visible_notices
from notices.listing.paging import key_of
from notices.models import Notice
from notices.views.request_keys import request_key
from oversight.access import ADD_REQUESTS, overseer
from oversight.contacts.person import Person
from oversight.enums import ServiceMode
from oversight.models import ServiceRequest
from oversight.refusal import CannotDo
from oversight.requests.doubts import doubts, offered
from oversight.requests.forms import RequestForm
from oversight.requests.registering import register
from oversight.requests.scope import sites_of
from oversight.requests.subjects import subject_of


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_REQUESTS)
@cache_control(no_store=True)
def request_new(request: StaffRequest) -> HttpResponse:
    """`/oversight/requests/new/?n=&g=&mode=`: from a notice (`n`, its number in the ledger), of a matter or bundle (`g`, its code)."""
    notice = _notice(request, request.POST.get("n") or request.GET.get("n", ""))
    form = _form(request, notice)
    if form.is_bound and form.is_valid():
        try:
            row = _register(request, form, notice)
        except CannotDo as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, f"已登记，{row.pk}号。")
            for doubt in doubts(row):
                messages.warning(request, doubt)
            return redirect("oversight_request", pk=row.pk)
    return _page(request, form, notice)


def _page(request: StaffRequest, form: RequestForm, notice: Notice | None) -> HttpResponse:
    subject = _subject(form, notice)
    context = {
        "area": "requests",
        "form": form,
        "notice": notice,
        "subject": subject,
        "offered": offered(subject, "") if subject else None,
        "keep_days": settings.PERSONAL_DATA_DAYS,
    }
    return render(request, "oversight/requests/new.html", context, status=400 if form.is_bound else 200)


def _register(request: StaffRequest, form: RequestForm, notice: Notice | None) -> ServiceRequest:
    given = form.cleaned_data
    what: Subject | None = given["what"]
    sent = sorted((name, value) for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
    return register(
        by=request.user,
        notice=notice,
        matter=what if isinstance(what, Matter) else None,
        bundle=what if isinstance(what, Bundle) else None,
        person=Person(**{part: given[part] for part in ("name", "phone", "address", "told_privacy")}),
        request_key=request_key(request.user.pk, sent),
        **{part: given[part] for part in ("mode", "site", "on", "starts", "ends", "place", "words", "assignee")},
    )


def _form(request: StaffRequest, notice: Notice | None) -> RequestForm:
    sites = sites_of(request.user)
    helpers = StaffUser.objects.filter(site__in=sites, is_active=True).order_by("site", "display_name", "pk")
    if request.method == "POST":
        return RequestForm(request.POST, sites=sites, helpers=helpers)
    mode, code = request.GET.get("mode", ""), request.GET.get("g", "")[:100]
    initial = {
        "key": secrets.token_hex(8),
        "mode": mode if mode in ServiceMode.values else ServiceMode.BOOKING,
        "what": notice.subject.code if notice else code,
        "on": today() + timedelta(days=1),
        "site": _first_site(request.user, notice),
    }
    return RequestForm(initial=initial, sites=sites, helpers=helpers)


def _first_site(user: StaffUser, notice: Notice | None) -> str:
    site: Site | None = notice.site if notice else user.site
    return site.code if site else ""


def _notice(request: StaffRequest, number: str) -> Notice | None:
    """The notice it comes from, if `user` sees it."""
    key = key_of(number)
    rows = visible_notices(request.user).select_related("matter", "bundle", "site")
    return rows.filter(pk=key).first() if key else None


def _subject(form: RequestForm, notice: Notice | None) -> Subject | None:
    """What it is about so far, to show which modes its guide offers."""
    if notice:
        return notice.subject
    try:
        return subject_of(str(form["what"].value() or ""))
    except CannotDo:
        return None
