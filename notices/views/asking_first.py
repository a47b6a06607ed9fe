"""首问登记: what was asked, where the person was led, the slip for the way, and the list of the day."""

import secrets
from hashlib import sha256
from typing import Any, cast

from csp.constants import SELF
from csp.decorators import csp
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import StaffUser
from matters.enums import Standing
from matters.handling_places import nearest, places_for
from matters.models import Bundle, Matter, Site, Subject
from matters.place import Place
from matters.publishing import edition_in_force
from notices.access import ISSUE, VIEW, StaffRequest, allowed, issuing_site
from notices.desk.finding import find
from notices.desk.standing_in import acting_for
from notices.enquiries.enquiring import LED, CannotNote, note_enquiry, visible_enquiries
from notices.enquiries.forms import EnquiryFilter, EnquiryForm
from notices.enquiries.leading import asked, print_slip, slip_of
from notices.enums import EnquiryOutcome
from notices.models import Enquiry

OFFERED = 8
"""With the person's own words nine: as many as the number keys reach."""
PER_PAGE = 50
_PARTS = (
    "site",
    "clerk",
    "acting_for",
    "matter__department",
    "bundle__lead_department",
    "led_site__region",
    "arrival__site",
    "notice",
)


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
    context = {"text": text, "results": find(text, site)[:OFFERED] if text else []}
    is_live = "live" in request.GET
    page = "notices/counter/enquiries/_asked_results.html" if is_live else "notices/counter/enquiries/ask_first_find.html"
    return render(request, page, context)


def _note(request: StaffRequest, site: Site, subject: Subject | None, about: str) -> HttpResponse:
    places = _places(subject, site)
    form = EnquiryForm(request.POST or None, site=site, places=places, initial=_initial(site, subject, about, places))
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
        "windows": _windows(site, subject),
    }
    return render(request, "notices/counter/enquiries/ask_first.html", context, status=400 if form.is_bound else 200)


def _subject(request: HttpRequest) -> Subject | None:
    """The matter or bundle that the address names; 404 for one that does not exist."""
    known: tuple[tuple[str, Any], ...] = (("m", Matter.objects), ("b", Bundle.objects))
    for name, rows in known:
        if code := request.GET.get(name):
            public_code = code.upper() if code.isalnum() else ""
            return cast(Subject, get_object_or_404(rows.exclude(standing=Standing.DRAFT), code=public_code))
    return None


def _places(subject: Subject | None, site: Site) -> list[Place]:
    edition = edition_in_force(subject) if subject else None
    return nearest(site.region.code, places_for(edition.guide, edition.subject)) if edition else []


def _initial(site: Site, subject: Subject | None, about: str, places: list[Place]) -> dict[str, Any]:
    """What is most likely: handled here and answered, or led to the nearest place that handles it."""
    elsewhere = [place.code for place in places if place.code != site.code]
    is_ours = subject is None or any(place.code == site.code for place in places)
    return {
        "key": secrets.token_urlsafe(16),
        "about": about,
        "is_ours": "yes" if is_ours else "no",
        "outcome": EnquiryOutcome.LED_SITE if elsewhere and not is_ours else EnquiryOutcome.ANSWERED,
        "led_site": elsewhere[0] if elsewhere else "",
    }


def _windows(site: Site, subject: Subject | None) -> list[str]:
    """Offered to be led to: the windows of this site, and the department that is in charge."""
    staffed = StaffUser.objects.filter(site=site, is_active=True).exclude(window="")
    windows = list(staffed.order_by("window").values_list("window", flat=True).distinct())
    if subject is None:
        return windows
    department = subject.lead_department if isinstance(subject, Bundle) else subject.department
    return [*windows, department.name]


def _noted(request: StaffRequest, site: Site, subject: Subject | None, data: dict[str, Any]) -> Enquiry:
    said = (request.user.pk, site.pk, subject and subject.code, *(f"{name}={data[name]}" for name in sorted(data)))
    values = {name: value for name, value in data.items() if name != "key"}
    return note_enquiry(
        site=site,
        clerk=request.user,
        subject=subject,
        request_key=sha256(repr(said).encode()).hexdigest(),
        acting_for=acting_for(request),
        **values,
    )


def _after(request: StaffRequest, enquiry: Enquiry) -> HttpResponse:
    """To the slip where there is one, else back to the desk."""
    if enquiry.outcome in LED:
        return redirect("ask_first_slip", pk=enquiry.pk)
    messages.success(request, f"已登记首问：{asked(enquiry)}，{enquiry.get_outcome_display()}。")
    return redirect("counter")


@require_safe
@allowed(ISSUE, VIEW)
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """One enquiry that led somebody on, with its slip to print."""
    enquiry = _led(request, pk)
    return render(request, "notices/counter/enquiries/led.html", {"enquiry": enquiry, "slip": slip_of(enquiry)})


@require_safe
@allowed(ISSUE, VIEW)  # type: ignore[arg-type]  # django-csp types its views without arguments
@xframe_options_sameorigin
@csp({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # nothing else: a PDF viewer needs its own styles
def slip_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The slip itself."""
    printed = print_slip(slip_of(_led(request, pk)))
    headers = {
        "Content-Disposition": content_disposition_header(False, f"引导单{pk}.pdf") or "inline",
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(printed.data, content_type="application/pdf", headers=headers)


def _led(request: StaffRequest, pk: int) -> Enquiry:
    return get_object_or_404(visible_enquiries(request.user).filter(outcome__in=LED).select_related(*_PARTS), pk=pk)


@require_safe
@allowed(ISSUE, VIEW)
def enquiries(request: StaffRequest) -> HttpResponse:
    """Who asked first, on one day (today): what became of it, and who of those led on has arrived."""
    form = EnquiryFilter(request.GET or None, initial={"day": timezone.localdate()})
    found = _filtered(request.user, form)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "sees_all": request.user.has_perm(VIEW),
        "led_outcomes": LED,
    }
    return render(request, "notices/counter/enquiries/enquiries.html", context)


def _filtered(user: StaffUser, form: EnquiryFilter) -> QuerySet[Enquiry]:
    """Of one day, newest first; an invalid filter filters nothing."""
    asked_for = form.cleaned_data if form.is_bound and form.is_valid() else {}
    day = asked_for.get("day") or timezone.localdate()
    found = visible_enquiries(user).filter(at__date=day).select_related(*_PARTS)
    if outcome := asked_for.get("outcome"):
        found = found.filter(outcome=outcome)
    if arrived := asked_for.get("arrived"):
        found = found.filter(outcome__in=LED, arrival__isnull=arrived == "no")
    return found
