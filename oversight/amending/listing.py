"""目录修改 as a list: what was opened because somebody said or found something, and what came of it."""

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import StaffUser
from matters.models import Matter, Review
from matters.scoping import workable
from oversight.access import reach, visible_cases
from oversight.amending.naming import naming
from oversight.amending.notes import SAID, because_of, unanswered
from oversight.amending.opening import CHANGE
from oversight.amending.outcome import Outcome, answered, outcomes_of
from oversight.amending.source import page_of, words_of
from oversight.enums import CaseState
from oversight.models import Amendment

VIEW_AMENDMENTS = "oversight.view_amendment"


class Which(StrEnum):
    """Which of the amendments within reach to list."""

    OPEN = "open"
    ANSWER = "answer"
    ALL = "all"


LABELS = {Which.OPEN: "还没有发布的", Which.ANSWER: "已改好，等答复的", Which.ALL: "全部"}


def amendments_for(user: StaffUser, which: Which) -> QuerySet[Amendment]:
    """OPEN: those that no edition answers yet, the oldest first. ANSWER: those that one answers, of cases that nobody has answered. ALL: the
    newest first.
    """
    if which == Which.OPEN:
        return unanswered().filter(pk__in=_visible(user).values("pk")).order_by("pk")
    if which == Which.ALL:
        return _visible(user).order_by("-pk")
    waiting = visible_cases(user).filter(state__in=(CaseState.NEW, CaseState.ASSIGNED)).values("pk")
    of_case = Q(case__in=waiting) | Q(finding__case__in=waiting)
    return Amendment.objects.filter(Exists(naming())).filter(of_case).order_by("pk")


def with_reasons(rows: QuerySet[Amendment]) -> QuerySet[Amendment]:
    """With what was said, the edition that answers it, and whether somebody has the matter to decide on (`in_review`)."""
    pending = Exists(Review.objects.open().filter(matter=OuterRef("matter")))
    known = rows.select_related("matter", "by", "finding", "shared", *SAID)
    return known.annotate(in_review=pending, answer=answered())


def lines_of(rows: Iterable[Amendment]) -> list[tuple[Outcome, str, str]]:
    """Each with what was said and where staff read more; one query for all their editions."""
    found = outcomes_of(rows)
    reasons = [because_of(outcome.amendment) for outcome in found]
    return [(outcome, words_of(why), page_of(why)) for outcome, why in zip(found, reasons, strict=True)]


def _visible(user: StaffUser) -> QuerySet[Amendment]:
    """Those of the matters `user` works on, those within reach, and their own."""
    seen = reach(user, VIEW_AMENDMENTS, matters=["matter"], people=["by"])
    if user.has_perm(CHANGE):
        seen |= Q(matter__in=workable(Matter.objects.all(), user))
    return Amendment.objects.filter(seen)
