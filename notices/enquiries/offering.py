"""What the form of an enquiry offers: where the matter is handled, which windows there are, and what is most likely."""

from collections.abc import Sequence
from typing import Any

from accounts.models import StaffUser
from matters.handling_places import places_for
from matters.models import Bundle, Site, Subject
from matters.place import Place, nearest
from matters.publishing import edition_in_force
from notices.enums import EnquiryOutcome


def handled_at(subject: Subject | None, site: Site) -> list[Place]:
    """Where it is handled, nearest to `site` first; nowhere as long as no edition is in force."""
    edition = edition_in_force(subject) if subject else None
    return nearest(site.region.code, places_for(edition.guide, edition.subject)) if edition else []


def windows_of(site: Site, subject: Subject | None) -> list[str]:
    """Offered to be led to: the windows of this site, and the department that is in charge."""
    staffed = StaffUser.objects.filter(site=site, is_active=True).exclude(window="")
    windows = list(staffed.order_by("window").values_list("window", flat=True).distinct())
    if subject is None:
        return windows
    department = subject.lead_department if isinstance(subject, Bundle) else subject.department
    return [*windows, department.name]


def likeliest(places: Sequence[Place], site: Site, *, is_in_catalog: bool) -> dict[str, Any]:
    """What the form holds at first: handled here and answered, or led to the nearest of `places`."""
    elsewhere = [place.code for place in places if place.code != site.code]
    is_ours = not is_in_catalog or len(elsewhere) < len(places)
    return {
        "is_ours": "yes" if is_ours else "no",
        "outcome": EnquiryOutcome.LED_SITE if elsewhere and not is_ours else EnquiryOutcome.ANSWERED,
        "led_site": elsewhere[0] if elsewhere else "",
    }
