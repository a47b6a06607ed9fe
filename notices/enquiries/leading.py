"""Where a person who was led on has to go: the destination as it is now, for the public page, and the slip as a PDF."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from matters import qr, site_visits
from matters.guide import Guide
from matters.handling_places import places_for
from matters.models import Site, Subject
from matters.opening import State
from matters.place import Place
from matters.publishing import edition_in_force
from matters.site_as_place import place_of
from notices import pdf
from notices.blocks import day_words
from notices.clerks import named
from notices.composing import guide_url, notice_url
from notices.enquiries.slip import Slip, sender, shortened, to_bring, where
from notices.enums import EnquiryOutcome
from notices.models import Enquiry, OfficeProfile
from notices.sheet_parts import Line

DENSITIES = ("roomy", "normal", "snug", "tight")
"""From large to small type: the first that fits its one page is taken."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where to go and what for. `place` is None for another office, `guide` where no published matter was asked about, `state` where the hours of
    the place are not those of the site. `list_url` leads to the list of papers.
    """

    to: str
    position: str
    place: Place | None
    guide: Guide | None
    state: State | None
    list_url: str


def slip_url(token: str) -> str:
    """What the QR code of a slip holds."""
    return f"{settings.PUBLIC_BASE_URL}/r/{token}/"


def subject_of(enquiry: Enquiry) -> Subject | None:
    """What was asked about, where it is in the catalog."""
    return enquiry.matter or enquiry.bundle


def asked(enquiry: Enquiry) -> str:
    """What was asked about, in words."""
    subject = subject_of(enquiry)
    return subject.name if subject else enquiry.about


def destination(enquiry: Enquiry, now: datetime) -> Destination:
    """Where the person has to go, as it is at `now` (Asia/Shanghai)."""
    subject, site = subject_of(enquiry), enquiry.led_site
    edition = edition_in_force(subject, now.date()) if subject else None
    guide = edition.guide if edition else None
    place = _place(subject, guide, site) if site else None
    is_window = enquiry.outcome == EnquiryOutcome.LED_WINDOW
    return Destination(
        to=place.name if place else enquiry.led_to,
        position=enquiry.led_to if is_window or (place and enquiry.led_to) else place.position if place else "",
        place=place,
        guide=guide,
        state=_state(site, place, now) if site and place else None,
        list_url=notice_url(enquiry.notice.token) if enquiry.notice else guide_url(guide) if guide else "",
    )


def _place(subject: Subject | None, guide: Guide | None, site: Site) -> Place:
    """With the matter's own desk there, where it has one."""
    places = places_for(guide, subject) if guide and subject else []
    return next((place for place in places if place.code == site.code), None) or place_of(site)


def _state(site: Site, place: Place, now: datetime) -> State | None:
    visit = site_visits.visit_of(site, now, site_visits.days_around(now.date()))
    return visit.state if visit.place.hours == place.hours else None


def slip_of(enquiry: Enquiry) -> Slip:
    """The slip of an enquiry that led somebody on; printed again it shows the place as it is then."""
    at = timezone.localtime(enquiry.at)
    found = destination(enquiry, at)
    bring = Line(key="bring", label="要带", text="，".join(filter(None, (to_bring(found.guide), found.list_url))))
    return Slip(
        office=OfficeProfile.current().office,
        demo="演示数据" if enquiry.site.demo else "",
        matter=asked(enquiry),
        to=found.to,
        position=found.position,
        lines=(*where(found.place), *([bring] if bring.text else [])),
        sender=sender((enquiry.site.name, enquiry.clerk.window, named(enquiry.clerk, enquiry.acting_for))),
        day=f"{day_words(at.date())} {at:%H:%M}",
        url=slip_url(enquiry.token),
    )


def print_slip(slip: Slip) -> pdf.Pdf:
    """One A6 page, in the largest type that fits it."""
    tries = (*((slip, density) for density in DENSITIES), (shortened(slip), DENSITIES[-1]))
    for tried, density in tries:
        context = {"slip": tried, "qr": qr.make(slip.url), "density": density}
        laid = pdf.lay_out(render_to_string("notices/slip.html", context))
        if laid.pages == 1:
            break
    return pdf.write(laid)
