"""等我处理: what waits for one member of staff, as querysets."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import StaffUser
from matters.enums import ReviewState, Standing
from matters.models import Matter, Review
from matters.scoping import workable

DECIDE, EDIT = "matters.publish_matter", "matters.change_matter"
FORGOTTEN_DAYS = 7
"""A working copy that its editor left alone for so long without submitting it is brought to mind again."""
SHOWN = 50
"""Rows of each list that are shown; the oldest come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """`to_decide` and `returned` wait for the user, `pending` for somebody else, `forgotten` for nobody yet."""

    to_decide: QuerySet[Review]
    returned: QuerySet[Review]
    pending: QuerySet[Review]
    forgotten: QuerySet[Matter]


def waiting_for(user: StaffUser) -> Waiting:
    """All that `user` should look at, oldest first."""
    reviews = (
        workable_reviews(user).select_related("matter", "submitted_by", "decided_by").order_by("submitted_at", "pk")
    )
    mine = reviews.filter(submitted_by=user)
    return Waiting(
        to_decide=reviews.filter(_to_decide(user)),
        returned=reviews.filter(_returned(user)),
        pending=mine.filter(state=ReviewState.OPEN),
        forgotten=forgotten_by(user),
    )


def count_for(user: StaffUser) -> int:
    """How many reviews wait for `user` to do something; one query."""
    return workable_reviews(user).filter(_to_decide(user) | _returned(user)).count()


def workable_reviews(user: StaffUser) -> QuerySet[Review]:
    """The reviews of the matters `user` works on."""
    return Review.objects.filter(matter__in=workable(Matter.objects.order_by(), user))


def forgotten_by(user: StaffUser) -> QuerySet[Matter]:
    """Working copies that `user` wrote last, days ago, and that differ from what is published in that they were written later."""
    if not user.has_perm(EDIT):
        return Matter.objects.none()
    since = timezone.now() - timedelta(days=FORGOTTEN_DAYS)
    matters = workable(Matter.objects.filter(edited_by=user, updated_at__lte=since), user)
    undecided = Review.objects.filter(matter=OuterRef("pk"), state__in=[ReviewState.OPEN, ReviewState.RETURNED])
    return (
        matters.exclude(standing=Standing.RETIRED)
        .filter(~Exists(undecided))
        .annotate(published=Max("editions__published_at"))
        .filter(Q(published__isnull=True) | Q(published__lt=F("updated_at")))
        .order_by("updated_at", "pk")
    )


def _to_decide(user: StaffUser) -> Q:
    if not user.has_perm(DECIDE):
        return Q(pk__in=[])
    own = Q(submitted_by=user) | Q(matter__edited_by=user, matter__edited_by__isnull=False)
    return Q(state=ReviewState.OPEN) & ~own


def _returned(user: StaffUser) -> Q:
    """Returned, and nothing was submitted since."""
    later = Review.objects.filter(matter=OuterRef("matter"), pk__gt=OuterRef("pk"))
    alive = ~Q(matter__standing=Standing.RETIRED)
    return Q(state=ReviewState.RETURNED, submitted_by=user) & alive & Q(~Exists(later))
