"""What the page part `oversight/contacts/_contact.html` shows of a case or a request."""

from django.conf import settings

from accounts.models import StaffUser
from oversight.contacts.keeping import contact_of, masked
from oversight.contacts.rights import may_unmask
from oversight.models import Case, ServiceRequest


def contact_panel(user: StaffUser, of: Case | ServiceRequest) -> dict[str, object]:
    """The contact masked, and what `user` may do with it."""
    contact = contact_of(of)
    return {
        "contact": contact,
        "person": masked(contact) if contact else None,
        "may_unmask": contact is not None and may_unmask(user, contact),
        "keep_days": settings.PERSONAL_DATA_DAYS,
    }
