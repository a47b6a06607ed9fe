"""回访: telephone calls afterwards, about a case or about a notice that an inspection drew."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import StaffUser
from oversight.cases.locking import locked, refuse_own, save
from oversight.cases.phones import HAS_PHONE
from oversight.contacts.keeping import refuse_name
from oversight.enums import CallOutcome, CaseState, StepDeed
from oversight.models import CallBack, Case, Drawn, Stars
from oversight.once import already
from oversight.reasons import POOR
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step

WORDS_LENGTH = 500
"""Characters."""

CALL_DUE = (
    Q(needs_call_back=True, state=CaseState.ANSWERED)
    & HAS_PHONE
    & ~Exists(CallBack.objects.filter(case=OuterRef("pk")))
)
"""Cases that were answered, and whose person waits to be asked whether that was well done."""


def call_back(
    of: Case | Drawn,
    *,
    outcome: CallOutcome,
    by: StaffUser,
    stars: Stars | None = None,
    words: str = "",
    request_key: str | None = None,
) -> CallBack:
    """Note one call. `stars` is what the person thinks now, where they were reached. The same `request_key` again returns the first row.

    Raises CannotDo for stars of somebody who was not reached, for words that cannot be kept, and for a call by whom it is about.
    """
    if stars is not None and outcome != CallOutcome.REACHED:
        raise CannotDo("没有接通，不能记满意度。", "stars")
    words = said(words, "words", longest=WORDS_LENGTH)
    if earlier := already(CallBack, request_key):
        return earlier
    given: dict[str, object] = {
        "outcome": outcome,
        "stars": stars,
        "words": words,
        "by": by,
        "request_key": request_key,
    }
    try:
        with transaction.atomic():
            return _of_drawn(of, given, by) if isinstance(of, Drawn) else _of_case(of, given, by)
    except IntegrityError:
        if earlier := already(CallBack, request_key):
            return earlier
        raise


def left_unhappy(case: Case) -> bool:
    """Whether the person said at the last call that they still are not satisfied."""
    last = case.calls.filter(outcome=CallOutcome.REACHED).order_by("pk").last()
    return last is not None and last.stars in POOR


def _of_case(case: Case, given: dict[str, object], by: StaffUser) -> CallBack:
    row = locked(case)
    refuse_own(row, by)
    refuse_name(row, str(given["words"]), "words")
    call = CallBack.objects.create(case=row, **given)
    told = [call.get_outcome_display(), call.get_stars_display() if call.stars else "", call.words]
    step(row, StepDeed.CALLED, by=by, words="，".join(part for part in told if part))
    save(row)
    return call


def _of_drawn(drawn: Drawn, given: dict[str, object], by: StaffUser) -> CallBack:
    if by.pk in (drawn.notice.clerk_id, drawn.notice.acting_for_id):
        raise CannotDo("这份告知单是您本人出具的，请由别人回访。")
    return CallBack.objects.create(drawn=drawn, **given)
