"""首问登记: what was asked, and where the person was led."""

import secrets
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from matters.models import Bundle, Matter, Site, Subject
from notices.access import ISSUE, StaffRequest, allowed, issuing_site
from notices.desk.finding import find
from notices.desk.standing_in import acting_for
from notices.enquiries.enquiring import LED, CannotNote, note_enquiry
from notices.enquiries.forms import EnquiryForm
from notices.enquiries.leading import asked
from notices.enquiries.offering import handled_at, likeliest, windows_of
from notices.models import Enquiry
from notices.views.request_keys import request_key

OFFERED = 8
"""With the person's own words nine: as many as the number keys reach."""


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def ask_first(request: StaffRequest) -> HttpResponse:
    """`?q=` finds what was asked about, `?m=`, `?b=` or `?about=` says it; then the form."""
    site = issuing_site(request.user, request.GET.get("site", ""))
    if site is None:
        messages.error(request, "请先给账号指定办事地点，再登记首问。")
        return redirect("counter")
    subject, about = _subject(request), request.GET.get("about", "")
    if request.method != "POST" and subject is None and not about:
        return _find(request, site)
    return _note(request, site, subject, about)


def _find(request: StaffRequest, site: Site) -> HttpResponse:
    text = request.GET.get("q", "").replace("\0", "").strip()
    context = {"text": text, "results": find(text, site)[:OFFERED] if text else [], "to": reverse("ask_first")}
    is_live = "live" in request.GET
    page = (
        "notices/counter/enquiries/_asked_results.html" if is_live else "notices/counter/enquiries/ask_first_find.html"
    )
    return render(request, page, context)


def _note(request: StaffRequest, site: Site, subject: Subject | None, about: str) -> HttpResponse:
    places = handled_at(subject, site)
    first = {"key": secrets.token_urlsafe(16), "about": about, **likeliest(places, site, is_in_catalog=bool(subject))}
    form = EnquiryForm(request.POST or None, site=site, places=places, initial=first)
    if form.is_valid():
        try:
            enquiry = _noted(request, site, subject, form.cleaned_data)
        except CannotNote as error:
            form.add_error(error.field or None, str(error))
        else:
            return _after(request, enquiry)
    context = {
        "form": form,
        "subject": subject,
        "is_here": any(place.code == site.code for place in places),
        "windows": windows_of(site, subject),
    }
    return render(request, "notices/counter/enquiries/ask_first.html", context, status=400 if form.is_bound else 200)


def _subject(request: HttpRequest) -> Subject | None:
    """The matter or bundle that the address names; 404 for one that does not exist."""
    known: tuple[tuple[str, Any], ...] = (("m", Matter.objects), ("b", Bundle.objects))
    for name, rows in known:
        if code := request.GET.get(name):
            public_code = code.upper() if code.isalnum() else ""
            return cast(Subject, get_object_or_404(rows.known(), code=public_code))
    return None


def _noted(request: StaffRequest, site: Site, subject: Subject | None, data: dict[str, Any]) -> Enquiry:
    said = (request.user.pk, site.pk, subject and subject.code, *(f"{name}={data[name]}" for name in sorted(data)))
    values = {name: value for name, value in data.items() if name != "key"}
    return note_enquiry(
        site=site,
        clerk=request.user,
        subject=subject,
        request_key=request_key(*said),
        acting_for=acting_for(request),
        **values,
    )


def _after(request: StaffRequest, enquiry: Enquiry) -> HttpResponse:
    """To the slip where there is one, else back to the desk."""
    if enquiry.outcome in LED:
        return redirect("ask_first_slip", pk=enquiry.pk)
    messages.success(request, f"已登记首问：{asked(enquiry)}，{enquiry.get_outcome_display()}。")
    return redirect("counter")
