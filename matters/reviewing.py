"""审核: what is done with a submission. Each verb asks, writes and notes in one transaction, with the matter's row locked.

Whoever wrote a working copy last, or submitted it, never decides on it; `publishing.publish` holds everybody to that, superusers too.
"""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import history
from accounts.models import StaffUser
from matters.change_notes import naming, references_of
from matters.enums import ReviewState, Standing
from matters.freezing import freeze, ready_to_freeze
from matters.models import Edition, Matter, Review, ReviewComment
from matters.publishing import (
    Refused,
    publish,
    require_change,
    require_complete,
    require_sensible_dates,
    today,
)


def submit(
    matter: Matter,
    *,
    by: StaffUser,
    note: str,
    effective_from: date | None = None,
    answers: Collection[str] | None = None,
) -> Review:
    """Put the working copy before somebody else; until it is decided nobody can change it. `note` says what changed, for the public.

    `answers` are the references (see `change_notes`) this edition answers, by default all that are open; they are added to the note. Raises
    Refused when it is in review already, incomplete (with what is missing), the same as what holds then, cancelled, or not explained.
    """
    start = effective_from or today()
    require_sensible_dates(start, None)
    with transaction.atomic():
        Matter.objects.select_for_update().get(pk=matter.pk)
        note = naming(note, [ref for ref in references_of(matter) if answers is None or ref in answers])
        copy = ready_to_freeze().get(pk=matter.pk)
        _require_submittable(copy, start)
        review = Review.objects.create(
            matter=copy, revision=copy.revision, submitted_by=by, note=note, effective_from=effective_from
        )
        _note(review, by, "submit", reason=note)
    return review


def withdraw(review: Review, *, by: StaffUser) -> None:
    """Take one's own submission back, to write on. Raises Refused for another's, and for one that is decided."""
    if review.submitted_by_id != by.pk:
        raise Refused("只有提交人可以撤回。")
    with transaction.atomic():
        close_unpublished(_locked(review), ReviewState.WITHDRAWN, by=by)
    review.refresh_from_db()


def comment(review: Review, *, by: StaffUser, text: str) -> ReviewComment:
    """Remark on a review, decided or not. Raises Refused for an empty remark."""
    if not text.strip():
        raise Refused("请写下意见。")
    with transaction.atomic():
        remark = ReviewComment.objects.create(review=review, by=by, text=text.strip())
        _note(review, by, "comment", reason=remark.text)
    return remark


def send_back(review: Review, *, by: StaffUser, reason: str) -> None:
    """Give it back to be written on, with what is wrong. Raises Refused without a reason, and for those who may not decide on it."""
    if not reason.strip():
        raise Refused("请写明退回的原因。")
    with transaction.atomic():
        locked = _locked(review)
        _require_decider(locked, by)
        close_unpublished(locked, ReviewState.RETURNED, by=by, reason=reason.strip())
    review.refresh_from_db()


def approve(
    review: Review,
    *,
    by: StaffUser,
    effective_from: date | None = None,
    effective_to: date | None = None,
    change_note: str | None = None,
    seen: str = "",
) -> Edition:
    """Publish what was submitted. The date and the change note are those asked for unless others are given; a date that went by while it
    waited becomes today. What the submission said it answers, the edition's note says too. `seen` is the sha256 of the guide that was looked
    at, where known. Raises Refused as `publishing.publish` does.
    """
    _require_open(review)
    _require_decider(review, by)
    wished = effective_from or max(review.effective_from or today(), today())
    edition = publish(
        review.matter,
        by=by,
        change_note=_named(review, review.note if change_note is None else change_note),
        effective_from=wished,
        effective_to=effective_to,
        review=review,
        seen=seen,
    )
    review.refresh_from_db()
    return edition


def close_unpublished(review: Review, state: ReviewState, *, by: StaffUser, reason: str = "") -> None:
    """Inside the caller's transaction, the review fetched after the matter's row was locked: end it without an edition."""
    _require_open(review)
    review.state, review.reason, review.decided_at = state, reason, timezone.now()
    review.decided_by = by if state == ReviewState.RETURNED else None
    review.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    _note(review, by, "return" if state == ReviewState.RETURNED else "withdraw", reason=reason)


def obstacle(review: Review, user: StaffUser) -> str:
    """Why `user` cannot decide on it, whatever rights they hold; empty when they can."""
    if user.pk == review.submitted_by_id:
        return "这是您提交的，须由另一个人审核。"
    if user.pk == review.matter.edited_by_id:
        return "这里最后的修改是您做的，须由另一个人审核。"
    return ""


def _named(review: Review, note: str) -> str:
    return naming(note, [ref for ref in references_of(review.matter) if ref in review.note])


def _locked(review: Review) -> Review:
    """Fetched again behind the lock of its matter, so that of two decisions the second sees the first."""
    Matter.objects.select_for_update().get(pk=review.matter_id)
    return Review.objects.select_related("matter").get(pk=review.pk)


def _require_open(review: Review) -> None:
    if review.state != ReviewState.OPEN:
        raise Refused(f"这份审核单{review.get_state_display()}，不能再办理。")


def _require_decider(review: Review, by: StaffUser) -> None:
    if reason := obstacle(review, by):
        raise Refused(reason)


def _require_submittable(matter: Matter, start: date) -> None:
    if matter.standing == Standing.RETIRED:
        raise Refused(f"“{matter.name}”已取消，不能再发布。")
    if Review.objects.open().filter(matter=matter).exists():
        raise Refused(f"“{matter.name}”已经在审核中。")
    guide = freeze(matter)
    require_complete(matter, guide)
    require_change(matter, guide, start, None)


def _note(review: Review, by: StaffUser, action: str, *, reason: str) -> None:
    matter = review.matter
    history.note(
        actor=by,
        action=action,
        row=matter,
        target=f"{matter.code} {matter.name}",
        review=review.pk,
        submitted_revision=review.revision,
        reason=reason,
    )
