"""申诉: the clerk whom a rating is about holds it for unfair, and somebody else decides."""

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from oversight.cases.locking import locked, save
from oversight.enums import AppealDecision, StepDeed
from oversight.models import Appeal, Case
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step

APPEAL_LENGTH = 500
"""Characters."""


def appeal(case: Case, *, by: StaffUser, words: str) -> Appeal:
    """Say why the rating is unfair; once. Sent twice it is the first one.

    Raises CannotDo for anybody but the clerk it is about, and for words that cannot be kept.
    """
    words = said(words, "words", longest=APPEAL_LENGTH, missing="请写明申诉理由。")
    with transaction.atomic():
        row = locked(case)
        if not row.rating_id or row.clerk_id != by.pk:
            raise CannotDo("只有评价涉及的工作人员本人可以申诉。")
        if earlier := Appeal.objects.filter(case=row).first():
            if earlier.words == words:
                return earlier
            raise CannotDo("已经申诉过，每个评价可以申诉一次。")
        made = Appeal.objects.create(case=row, words=words, by=by)
        step(row, StepDeed.APPEALED, by=by, words=words)
        save(row)
        return made


def decide_appeal(appeal: Appeal, *, by: StaffUser, decision: AppealDecision, reason: str) -> Appeal:
    """Uphold or deny it. Upheld: the rating counts nowhere, and neither call-back nor correction order is asked for any more.

    Raises CannotDo for the clerk themself, for one that is decided already, and without a reason.
    """
    reason = said(reason, "reason", longest=APPEAL_LENGTH, missing="请写明决定的理由。")
    with transaction.atomic():
        case = locked(appeal.case)
        row = Appeal.objects.select_for_update().get(pk=appeal.pk)
        if by.pk in (row.by_id, case.clerk_id):
            raise CannotDo("不能决定自己的申诉，请由别人决定。")
        if row.decision:
            if (row.decision, row.reason) == (decision, reason):
                return row
            raise CannotDo(f"已经决定过：{row.get_decision_display()}。")
        row.decision, row.reason, row.decided_by, row.decided_at = decision, reason, by, timezone.now()
        row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        if decision == AppealDecision.UPHELD:
            case.is_unfounded, case.needs_call_back, case.needs_order = True, False, False
        step(case, StepDeed.DECIDED, by=by, words=f"{row.get_decision_display()}：{reason}")
        save(case, "is_unfounded", "needs_call_back", "needs_order")
        return row
