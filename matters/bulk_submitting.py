"""全部提交审核: the matters of one bulk run, as the run left them, put before somebody else one by one."""

from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import StaffUser
from matters.bulk_applying import entries_of
from matters.models import Matter, Review
from matters.publishing import Refused
from matters.reviewing import submit


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a matter: its review, or why there is none."""

    matter: Matter
    review: Review | None
    reason: str = ""


def submittable(own: QuerySet[Matter], token: str) -> list[Matter]:
    """The matters of that run that nobody changed since and that are not in review."""
    done = {entry.detail["matter"]: entry.detail["revision"] for entry in entries_of(token) if "matter" in entry.detail}
    reviewed = Review.objects.open().values("matter")
    found = own.filter(pk__in=done).exclude(pk__in=reviewed).order_by("code")
    return [matter for matter in found if matter.revision == done[matter.pk]]


def submit_all(matters: list[Matter], *, by: StaffUser, note: str) -> list[Submitted]:
    """Submit each in a transaction of its own; what is refused is said and stops none of the others."""
    return [_submitted(matter, by, note) for matter in matters]


def _submitted(matter: Matter, by: StaffUser, note: str) -> Submitted:
    try:
        return Submitted(matter, submit(matter, by=by, note=note))
    except Refused as refused:
        return Submitted(matter, None, str(refused))
