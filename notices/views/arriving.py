"""Where a slip leads: the public page of who was led on, and the counter that receives them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from matters.views.reading import read_only
from notices.access import ISSUE, StaffRequest, allowed
from notices.chain import read_token
from notices.desk.standing_in import acting_for
from notices.enquiries.enquiring import led_by, note_arrival
from notices.enquiries.leading import asked, destination, subject_of
from notices.models import Enquiry, Notice
from notices.views.addresses import issue_url


@read_only
@cache_control(no_store=True)
def slip(request: HttpRequest, token: str) -> HttpResponse:
    """`/r/<token>/`: where to go, whether it is open now, what to bring; 404 for what is not one of ours. Nothing of anybody."""
    enquiry = led_by(read_token(token))
    if enquiry is None:
        return render(request, "notices/slip_unknown.html", status=404)
    now = timezone.localtime()
    context = {"enquiry": enquiry, "asked": asked(enquiry), "to": destination(enquiry, now), "now": now}
    return render(request, "notices/slip_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(ISSUE)
def arrival(request: StaffRequest, token: str) -> HttpResponse:
    """Who was led here and with what (GET); received without a sheet (POST)."""
    enquiry = led_by(read_token(token))
    if enquiry is None:
        messages.error(request, "没有这张引导单。")
        return redirect("counter")
    if request.method == "POST":
        _receive(request, enquiry)
        messages.success(request, f"已登记接待：{asked(enquiry)}。")
        return redirect("counter")
    return render(request, "notices/counter/enquiries/arrival.html", {"led": enquiry, "asked": asked(enquiry)})


def led_here(request: HttpRequest) -> Enquiry | None:
    """The enquiry whose slip opened this page (`?slip=<token>`)."""
    return led_by(read_token(request.GET.get("slip", "")))


def received_with(request: StaffRequest, notice: Notice) -> None:
    """Whoever was led to the page on which that notice was issued has arrived."""
    if enquiry := led_here(request):
        _receive(request, enquiry, notice)


def slip_address(token: str) -> str | None:
    """Where scanning a slip leads at the counter: to its matter, or to what was asked; None for an unknown one."""
    enquiry = led_by(token)
    if enquiry is None:
        return None
    subject = subject_of(enquiry)
    return issue_url(subject, slip=token) if subject else reverse("slip_arrival", args=[token])


def _receive(request: StaffRequest, enquiry: Enquiry, notice: Notice | None = None) -> None:
    site = notice.site if notice else request.user.site or enquiry.led_site or enquiry.site
    note_arrival(enquiry, site=site, clerk=request.user, notice=notice, acting_for=acting_for(request))
