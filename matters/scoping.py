"""Which matters a member of staff works on: everybody their department's, the centre's own staff (no department) all of them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import StaffUser
from matters.models import Department, Matter


def own_department(user: StaffUser | AnonymousUser) -> Department | None:
    """The one department `user` is confined to; None for a superuser and for staff of the centre itself."""
    if not isinstance(user, StaffUser) or user.is_superuser:
        return None
    return user.department


def in_scope(matters: QuerySet[Matter], user: StaffUser | AnonymousUser) -> QuerySet[Matter]:
    """Those of `matters` that `user` may work on."""
    department = own_department(user)
    return matters if department is None else matters.filter(department=department)
