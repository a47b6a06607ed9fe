"""Which matters something is about, and which things a member of staff may open a matter for."""

from django.db.models import Q, QuerySet
from django.http import Http404

from accounts.models import StaffUser
from matters.enums import Standing
from matters.models import Matter
from matters.scoping import workable
from oversight.access import visible_cases, visible_findings
from oversight.amending.opening import CHANGE
from oversight.amending.source import Source
from oversight.models import Case, Finding, SharedCause

VIEW_SHARED = "oversight.view_sharedcause"
UNKNOWN = "没有这一件，或者它不在您的范围内。"


def matters_of(source: Source) -> QuerySet[Matter]:
    """What it is about: its matter, the matters of its bundle, or those of the things that share a cause."""
    if isinstance(source, SharedCause):
        return Matter.objects.filter(
            Q(problems__shared=source) | Q(memberships__bundle__problems__shared=source)
        ).distinct()
    if source.bundle_id:
        return Matter.objects.filter(memberships__bundle=source.bundle_id).distinct()
    return Matter.objects.filter(pk=source.matter_id or 0)


def open_to(user: StaffUser, matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """Those of `matters` whose working copy `user` may open, by their codes."""
    if not user.has_perm(CHANGE):
        return matters.none()
    alive = matters.filter(merged_into=None).exclude(standing=Standing.RETIRED)
    return workable(alive, user).order_by("code")


def source_or_404(user: StaffUser, field: str, pk: int) -> Source:
    """The case, finding or shared cause `user` may open a matter for."""
    found: Source | None = None
    if field == "case":
        return case_or_404(user, pk)
    if field == "finding":
        found = _findings(user).filter(pk=pk).first()
    elif field == "shared" and user.has_perm(VIEW_SHARED):
        found = SharedCause.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(UNKNOWN)
    return found


def case_or_404(user: StaffUser, pk: int) -> Case:
    """One that `user` sees, with what was said."""
    found = visible_cases(user).filter(pk=pk).select_related("feedback", "rating", "problem").first()
    if found is None:
        raise Http404(UNKNOWN)
    return found


def _findings(user: StaffUser) -> QuerySet[Finding]:
    """Those about a matter of theirs count for editors, although they see no inspections."""
    own = Q(matter__in=workable(Matter.objects.all(), user)) if user.has_perm(CHANGE) else Q(pk__in=())
    return Finding.objects.filter(own | Q(pk__in=visible_findings(user).values("pk")))
