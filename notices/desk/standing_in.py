"""AB 岗: a clerk takes an absent colleague's place for the rest of the day, and everything done meanwhile says so."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from notices.access import ISSUE, StaffRequest

_KEY = "standing_in"
_BACKEND = "django.contrib.auth.backends.ModelBackend"
"""Whose permissions count; the other backends only watch sign-ins."""


class CannotStandIn(Exception):
    """Nothing began; the message says why in words for the clerk."""


def acting_for(request: HttpRequest) -> StaffUser | None:
    """The colleague whose place the signed-in clerk takes at present; None when they work for themselves.

    The session holds who and on which day: signing out ends it, the end of the day (Asia/Shanghai) as well, and so does the colleague's or the
    clerk's move to another site.
    """
    held = request.session.get(_KEY)
    if not held or held["on"] != timezone.localdate().isoformat() or not isinstance(request.user, StaffUser):
        return None
    return colleagues(request.user).filter(pk=held["colleague"]).first()


def colleagues(user: StaffUser) -> QuerySet[StaffUser]:
    """Whose place `user` may take: the other clerks of the same site, as long as their accounts are active."""
    clerks = StaffUser.objects.with_perm(ISSUE, include_superusers=False, backend=_BACKEND)
    return clerks.filter(site__isnull=False, site=user.site_id).exclude(pk=user.pk).order_by("window", "pk")


def begin(request: StaffRequest, *, colleague: str) -> None:
    """From now on what the signed-in clerk does is recorded as done for the account of that key. Doing it twice changes nothing.

    Raises CannotStandIn for somebody of another site, without a counter, or whose account is closed.
    """
    chosen = colleagues(request.user).filter(pk=colleague).first() if colleague.isdecimal() else None
    if chosen is None:
        raise CannotStandIn("请选择一位本办事地点的窗口人员。")
    if acting_for(request) == chosen:
        return
    request.session[_KEY] = {"colleague": chosen.pk, "on": timezone.localdate().isoformat()}
    _note(request, "stand_in", chosen)


def end(request: StaffRequest) -> None:
    """Work for oneself again. When nobody's place was taken, nothing happens."""
    colleague = acting_for(request)
    request.session.pop(_KEY, None)
    if colleague:
        _note(request, "stand_in_end", colleague)


def _note(request: StaffRequest, action: str, colleague: StaffUser) -> None:
    audit.record(
        actor=request.user,
        action=action,
        target=f"顶岗 {colleague.public_name}",
        subject=f"accounts.staffuser:{colleague.pk}",
    )
