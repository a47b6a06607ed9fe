"""Which problems and shared causes look as if they belonged together: the same cause, and the same matter or the same department."""

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from accounts.models import StaffUser
from oversight.access import visible_problems
from oversight.models import Problem, SharedCause

MOST = 20
"""How many are suggested."""


def visible_shared(user: StaffUser) -> QuerySet[SharedCause]:
    """Those with a problem within reach, and one's own; `times` says how many problems there are in all, `first_at` and `last_at` since when."""
    mine = Exists(visible_problems(user).filter(shared=OuterRef("pk")))
    counted = SharedCause.objects.annotate(
        times=Count("problems"), first_at=Min("problems__at"), last_at=Max("problems__at")
    )
    return counted.filter(mine | Q(opened_by=user)).select_related("opened_by", "ended_by")


def like(problem: Problem, user: StaffUser) -> QuerySet[Problem]:
    """Others within reach that are in no shared cause yet, newest first, at most `MOST`."""
    return _like(problem, user)[:MOST] if _alike(problem) else Problem.objects.none()


def like_any(shared: SharedCause, user: StaffUser) -> QuerySet[Problem]:
    """Those that are like one of the problems of a shared cause; newest first, at most `MOST`."""
    inside = Problem.objects.filter(shared=shared)
    same = Q(matter__in=inside.values("matter")) | Q(bundle__in=inside.values("bundle"))
    same |= Q(matter__department__in=inside.values("matter__department"))
    same |= Q(bundle__lead_department__in=inside.values("bundle__lead_department"))
    return _free(user, shared.cause).filter(same)[:MOST]


def fitting(problem: Problem, user: StaffUser) -> QuerySet[SharedCause]:
    """The shared causes that are not ended and have its cause, newest first."""
    return visible_shared(user).filter(cause=problem.cause, ended_at__isnull=True).order_by("-pk")[:MOST]


def _like(problem: Problem, user: StaffUser) -> QuerySet[Problem]:
    return _free(user, problem.cause).filter(_alike(problem)).exclude(pk=problem.pk)


def _free(user: StaffUser, cause: str) -> QuerySet[Problem]:
    free = visible_problems(user).filter(cause=cause, shared__isnull=True)
    return free.select_related("case", "matter", "bundle", "site").order_by("-pk")


def _alike(problem: Problem) -> Q:
    """Empty where it is about nothing in the catalog: then nothing tells whether others are like it."""
    if problem.matter:
        department = problem.matter.department_id
    elif problem.bundle:
        department = problem.bundle.lead_department_id
    else:
        return Q()
    return Q(matter__department=department) | Q(bundle__lead_department=department)
