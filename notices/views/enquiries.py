"""What was noted of who asked first: the list of a day, and the slip for the way of who was led on."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from notices.access import ISSUE, VIEW, StaffRequest, allowed
from notices.enquiries.enquiring import LED, visible_enquiries
from notices.enquiries.filter import EnquiryFilter
from notices.enquiries.leading import print_slip, slip_of
from notices.models import Enquiry
from notices.views.papers import framed, pdf

PER_PAGE = 50


@require_safe
@allowed(ISSUE, VIEW)
def enquiries(request: StaffRequest) -> HttpResponse:
    """Who asked first, on one day (today): what became of it, and who of those led on has arrived."""
    form = EnquiryFilter(request.GET or None, initial={"day": timezone.localdate()})
    found = form.of(visible_enquiries(request.user).with_parts())
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "sees_all": request.user.has_perm(VIEW),
        "led_outcomes": LED,
    }
    return render(request, "notices/counter/enquiries/enquiries.html", context)


@require_safe
@allowed(ISSUE, VIEW)
def slip(request: StaffRequest, pk: int) -> HttpResponse:
    """One enquiry that led somebody on, with its slip to print."""
    enquiry = _led(request, pk)
    return render(request, "notices/counter/enquiries/led.html", {"enquiry": enquiry, "slip": slip_of(enquiry)})


@require_safe
@allowed(ISSUE, VIEW)
@framed
def slip_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """The slip itself."""
    return pdf(print_slip(slip_of(_led(request, pk))).data, f"引导单{pk}.pdf", cache="private, no-cache")


def _led(request: StaffRequest, pk: int) -> Enquiry:
    return get_object_or_404(visible_enquiries(request.user).filter(outcome__in=LED).with_parts(), pk=pk)
