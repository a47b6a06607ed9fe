"""Which feedback a member of staff reads."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import StaffUser
from matters.scoping import below
from oversight.models import Feedback


def visible_feedback(user: StaffUser | AnonymousUser) -> QuerySet[Feedback]:
    """What was said in the scope of `user`: of their region's sites and departments, else of their department's matters and the bundles it leads,
    else of their site. All of it for the centre's own staff and a superuser; what is about nothing in particular is theirs alone.
    """
    if not isinstance(user, StaffUser):
        return Feedback.objects.none()
    return Feedback.objects.filter(_scope(user))


def _scope(user: StaffUser) -> Q:
    if user.is_superuser:
        return Q()
    if user.department_id:
        return Q(matter__department=user.department_id) | Q(bundle__lead_department=user.department_id)
    if user.region_id:
        return below("site__region", user.region_id) | below("matter__department__region", user.region_id)
    return Q(site=user.site_id) if user.site_id else Q()
