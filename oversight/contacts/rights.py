"""Who may see a contact in full, and whose contacts exist for somebody at all."""

from django.db.models import Q, QuerySet

from accounts.models import StaffUser
from oversight.access import UNMASK, visible_cases, visible_requests
from oversight.models import Contact

UNMASK_APPLICANTS = "notices.unmask_applicant"


def visible_contacts(user: StaffUser) -> QuerySet[Contact]:
    """Those of the cases and requests that `user` sees."""
    seen = Q(case__in=visible_cases(user)) | Q(request__in=visible_requests(user))
    return Contact.objects.filter(seen).select_related("case__clerk", "request__site")


def may_unmask(user: StaffUser, contact: Contact) -> bool:
    """Whether `user`, who sees it masked, may ask for it in full.

    Who goes to somebody's door needs the door: with a request the right to see applicants is enough. Whom a case is about must never learn who
    complained.
    """
    if contact.case is not None:
        return user.has_perm(UNMASK) and contact.case.clerk_id != user.pk
    return user.has_perm(UNMASK) or user.has_perm(UNMASK_APPLICANTS)
