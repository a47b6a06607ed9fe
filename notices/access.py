"""Who may see and do what at the counter. Another site's notice does not exist for a clerk: the querysets leave it out, so that it is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.models import StaffUser
from matters.models import Site
from matters.scoping import below
from notices.models import Notice
from notices.models.notice import NoticeQuerySet

ISSUE, VOID, VIEW = "notices.issue_notice", "notices.void_notice", "notices.view_notice"
EXPORT = "notices.export_notice"


class StaffRequest(HttpRequest):
    """A request that passed `allowed`: its user is one of the staff."""

    user: StaffUser


P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponse]


def in_ledger_scope(user: StaffUser, prefix: str = "") -> Q:
    """Which notices are in the scope of who may view the ledger: of their region, else of their department's matters and the bundles it
    leads, else of their site.

    Of a clerk who may also inspect the site is the workplace and no limit. `prefix` leads from a row to its notice ("notice__").
    """
    if user.is_superuser:
        return Q()
    if user.region_id:
        return below(f"{prefix}site__region", user.region_id)
    if user.department_id:
        led = Q(**{f"{prefix}bundle__lead_department": user.department_id})
        return led | Q(**{f"{prefix}matter__department": user.department_id})
    return Q(**{f"{prefix}site": user.site_id}) if user.site_id and not user.has_perm(ISSUE) else Q()


def visible_notices(user: StaffUser) -> NoticeQuerySet:
    """The notices `user` may read: with the right to view the ledger those in their scope, else their own site's for a clerk."""
    if user.has_perm(VIEW):
        return Notice.objects.filter(in_ledger_scope(user))
    if user.has_perm(ISSUE) and user.site:
        return Notice.objects.for_site(user.site)
    return Notice.objects.none()


def ledger_sites(user: StaffUser) -> QuerySet[Site]:
    """The sites whose notices `user` may find in the ledger; closed ones too, whose notices stay."""
    if user.has_perm(VIEW) and user.region_id and not user.is_superuser:
        return Site.objects.filter(below("region", user.region_id))
    if user.has_perm(VIEW) and (user.is_superuser or user.department_id or not user.site_id or user.has_perm(ISSUE)):
        return Site.objects.all()
    return Site.objects.filter(staff=user)


def workable_notices(user: StaffUser) -> NoticeQuerySet:
    """The notices `user` may reprint or void: all for a superuser, else their own site's."""
    if user.is_superuser:
        return Notice.objects.all()
    return Notice.objects.for_site(user.site) if user.site else Notice.objects.none()


def workable_or_404(user: StaffUser, pk: int) -> Notice:
    """One of them with its parts."""
    return get_object_or_404(workable_notices(user).with_parts(), pk=pk)


def may_work_on(user: StaffUser, notice: Notice, permission: str = ISSUE) -> bool:
    """Whether `user` may act on that notice: the right to do it, and at its site."""
    return user.has_perm(permission) and (user.is_superuser or user.site_id == notice.site_id)


def issuing_site(user: StaffUser, code: str) -> Site | None:
    """Where `user` issues: a clerk at their own site whatever `code` says, a superuser at the site of that code, else at their own."""
    if user.is_superuser and code:
        return Site.objects.filter(is_active=True, code=code).first()
    return user.site


def other_workplace(user: StaffUser) -> str | None:
    """The name of the address where staff without a counter work; None for clerks and for those who work nowhere."""
    if user.has_perm(ISSUE):
        return None
    return "counter_notices" if user.has_perm(VIEW) else "admin:index" if user.is_staff else None


def allowed(*permissions: str) -> Callable[[StaffView[P]], View[P]]:
    """Lets in who is signed in, has any of `permissions`, and works somewhere where only clerks' rights count.

    Anonymous: to the sign-in page. None of them: 403 with the reason. A clerk without a site: 403 with whom to ask.
    """

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = cast(StaffUser, request.user)
            held = [p for p in permissions if user.has_perm(p)]
            if not held:
                raise PermissionDenied("您的账号没有窗口出单或查看告知记录的权限。需要的话，请联系系统管理员开通。")
            if VIEW not in held and user.site is None and not user.is_superuser:
                return render(
                    request, "notices/counter/no_site.html", {"administrators": _administrators()}, status=403
                )
            return view(cast(StaffRequest, request), *args, **kwargs)

        return cast(View[P], login_required(checked))

    return decorate


def _administrators() -> list[StaffUser]:
    """Whom to ask: the first few who can change an account."""
    may = Q(is_superuser=True) | Q(groups__name="系统管理员")
    return list(StaffUser.objects.filter(may, is_active=True).distinct().order_by("pk")[:3])
