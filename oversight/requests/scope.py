"""For which sites somebody may arrange services, and who may be sent."""

from django.db.models import Q, QuerySet

from accounts.models import StaffUser
from matters.models import Site
from matters.scoping import below
from oversight.access import is_at_site


def sites_of(user: StaffUser) -> QuerySet[Site]:
    """A clerk's own site; of a region the sites below it; for the centre's own staff all. Closed ones are left out."""
    return Site.objects.filter(_reach(user), is_active=True)


def helpers_of(site: Site) -> QuerySet[StaffUser]:
    """Who works at that site, by name."""
    return StaffUser.objects.filter(site=site, is_active=True).order_by("display_name", "pk")


def _reach(user: StaffUser) -> Q:
    if user.is_superuser:
        return Q()
    if user.region_id:
        return below("region", user.region_id)
    if is_at_site(user):
        return Q(pk=user.site_id)
    return Q()
