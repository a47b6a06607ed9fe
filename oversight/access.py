"""Who sees what of oversight, decided in querysets: what is out of somebody's reach does not exist for them, so that it is a 404.

| who | sees |
|---|---|
| a superuser; staff of the centre with the right to view, confined to nothing | everything |
| with the right to view, confined to a region | what is about its sites or its departments' matters |
| with the right to view, confined to a department | what is about its matters and the bundles it leads, and what it must answer |
| with the right to view, at a site | what is about that site, and what it must answer |
| anybody else who works here | what is about themselves, or is theirs to do |
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.models import StaffUser
from matters.scoping import below
from notices.access import ISSUE, StaffRequest, StaffView, View
from notices.access import VIEW as VIEW_NOTICES
from oversight.models import (
    Case,
    ContactCard,
    CorrectionOrder,
    Feedback,
    Finding,
    Problem,
    Round,
    ServiceRequest,
    TrialRun,
)

VIEW_ROUNDS, ADD_ROUNDS = "oversight.view_round", "oversight.add_round"
CHANGE_CHECK_SHEET = "oversight.change_checkitem"
VIEW_ORDERS, ADD_ORDERS = "oversight.view_correctionorder", "oversight.add_correctionorder"
VIEW_CASES, ASSIGN_CASES, ANSWER_CASES = "oversight.view_case", "oversight.assign_case", "oversight.answer_case"
DECIDE_APPEALS = "oversight.decide_appeal"
UNMASK = "oversight.unmask_contact"
VIEW_PROBLEMS, ADD_PROBLEMS = "oversight.view_problem", "oversight.add_problem"
CHANGE_SHARED = "oversight.change_sharedcause"
VIEW_REQUESTS, ADD_REQUESTS = "oversight.view_servicerequest", "oversight.add_servicerequest"
CHANGE_REQUESTS = "oversight.change_servicerequest"
VIEW_CARDS = "oversight.view_contactcard"
VIEW_TRIALS, ADD_TRIALS = "oversight.view_trialrun", "oversight.add_trialrun"
VIEW_FIGURES = "oversight.view_figures"
"""Whose figures: with it all within reach, without it a clerk's own."""

P = ParamSpec("P")
_NOTHING = Q(pk__in=())


def overseer(*permissions: str) -> Callable[[StaffView[P]], View[P]]:
    """Lets in who is signed in and has any of `permissions`. Anonymous: to the sign-in page. None of them: 403 with the reason."""

    def decorate(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not any(map(cast(StaffUser, request.user).has_perm, permissions)):
                raise PermissionDenied("您的账号没有这一项监督改进的权限。需要的话，请联系系统管理员开通。")
            return view(cast(StaffRequest, request), *args, **kwargs)

        return cast(View[P], login_required(checked))

    return cast("Callable[[StaffView[P]], View[P]]", decorate)


def reach(
    user: StaffUser | AnonymousUser,
    permission: str,
    *,
    sites: Sequence[str] = (),
    matters: Sequence[str] = (),
    bundles: Sequence[str] = (),
    departments: Sequence[str] = (),
    people: Sequence[str] = (),
) -> Q:
    """Which rows `user` sees, by the table above. The arguments name the fields of the row that lead to sites, matters, bundles, departments and
    members of staff; `permission` is the right to view more than one's own.
    """
    if not isinstance(user, StaffUser):
        return _NOTHING
    own = _any({field: user.pk} for field in people)
    if user.is_superuser:
        return Q()
    if not user.has_perm(permission):
        return own
    if user.region_id:
        offices = [*departments, *(f"{m}__department" for m in matters), *(f"{b}__lead_department" for b in bundles)]
        for field in (*sites, *offices):
            own |= below(f"{field}__region", user.region_id)
        return own
    if user.department_id:
        led = [*departments, *(f"{m}__department" for m in matters), *(f"{b}__lead_department" for b in bundles)]
        return own | _any({field: user.department_id} for field in led)
    if is_at_site(user):
        return own | _any({field: user.site_id} for field in sites)
    return Q()


def _any(alternatives: Any) -> Q:
    found = _NOTHING
    for one in alternatives:
        found |= Q(**one)
    return found


def visible_feedback(user: StaffUser | AnonymousUser) -> QuerySet[Feedback]:
    """What was said, within reach; what is about nothing in particular is the centre's."""
    where = reach(user, "oversight.view_feedback", sites=["site"], matters=["matter"], bundles=["bundle"])
    return Feedback.objects.filter(where)


def visible_cases(user: StaffUser | AnonymousUser) -> QuerySet[Case]:
    """Cases about what is within reach, those to answer there, and what is about oneself or one's own to handle."""
    where = reach(
        user,
        VIEW_CASES,
        sites=["site", "unit_site"],
        matters=["matter"],
        bundles=["bundle"],
        departments=["unit_department"],
        people=["handler", "clerk", "problem__received_by"],
    )
    return Case.objects.filter(where)


def visible_rounds(user: StaffUser) -> QuerySet[Round]:
    """One's own rounds and, with the right to view, those of one's region; the centre's staff see all."""
    if user.has_perm(VIEW_ROUNDS) and not user.is_superuser and user.region_id:
        return Round.objects.filter(below("region", user.region_id) | Q(by=user))
    everything = user.is_superuser or (user.has_perm(VIEW_ROUNDS) and not (user.department_id or is_at_site(user)))
    return Round.objects.all() if everything else Round.objects.filter(by=user)


def visible_findings(user: StaffUser) -> QuerySet[Finding]:
    """Findings about what is within reach, and one's own."""
    people = ["by", "clerk", "order__responsible"]
    where = reach(user, VIEW_ORDERS, sites=["site"], matters=["matter"], bundles=["bundle"], people=people)
    return Finding.objects.filter(where)


def visible_orders(user: StaffUser) -> QuerySet[CorrectionOrder]:
    """Correction orders about what is within reach, and those one gave or must carry out."""
    where = reach(
        user,
        VIEW_ORDERS,
        sites=["finding__site"],
        matters=["finding__matter"],
        bundles=["finding__bundle"],
        people=["responsible", "ordered_by"],
    )
    return CorrectionOrder.objects.filter(where)


def visible_problems(user: StaffUser) -> QuerySet[Problem]:
    """Things that could not be done, within reach or received by oneself."""
    where = reach(
        user,
        VIEW_PROBLEMS,
        sites=["site", "case__unit_site"],
        matters=["matter"],
        bundles=["bundle"],
        departments=["case__unit_department"],
        people=["received_by", "case__handler"],
    )
    return Problem.objects.filter(where)


def visible_requests(user: StaffUser) -> QuerySet[ServiceRequest]:
    """Requests of the sites within reach, and those one must keep."""
    where = reach(user, VIEW_REQUESTS, sites=["site"], people=["assignee", "created_by"])
    return ServiceRequest.objects.filter(where)


def visible_trials(user: StaffUser) -> QuerySet[TrialRun]:
    """Trial runs of what is within reach, and one's own."""
    where = reach(user, VIEW_TRIALS, sites=["site"], matters=["matter"], bundles=["bundle"], people=["by"])
    return TrialRun.objects.filter(where)


def visible_cards(user: StaffUser) -> QuerySet[ContactCard]:
    """The cards of the helpers within reach: of a region those below it, at a site those of its region."""
    if user.is_superuser or not (user.region_id or is_at_site(user)):
        return ContactCard.objects.all()
    region = user.region_id or (user.site.region_id if user.site else None)
    return ContactCard.objects.filter(below("region", region)) if region else ContactCard.objects.none()


def keeps_check_sheet(user: StaffUser | AnonymousUser) -> bool:
    """Whether `user` writes the check sheet: it is one for the whole office, so nobody who is confined to a street or a site does."""
    if not isinstance(user, StaffUser) or not user.has_perm(CHANGE_CHECK_SHEET):
        return False
    return user.is_superuser or not (user.region_id or user.site_id)


def is_at_site(user: StaffUser) -> bool:
    """Whether the site is a limit and not only the workplace of somebody who also inspects."""
    return bool(user.site_id) and not (user.has_perm(ISSUE) and user.has_perm(VIEW_NOTICES))
