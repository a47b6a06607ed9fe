"""办结, and taking it up again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from oversight.cases.assigning import REASON_LENGTH
from oversight.cases.kinds import kind_of, source_of
from oversight.cases.locking import locked, refuse_own, save
from oversight.cases.opening import promised_on
from oversight.cases.phones import has_phone
from oversight.enums import CaseState, StepDeed
from oversight.models import Case, CorrectionOrder
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step


def close(case: Case, *, by: StaffUser, no_order: str = "", revision: int | None = None) -> Case:
    """Nothing is left to do. `no_order` says why a bad rating needs no correction order.

    Raises CannotDo without an answer (unless a rating turned out unfounded), before the call-back that is due where there is a phone, and for a
    bad rating with neither a correction order nor `no_order` (国办发〔2019〕51号: every bad rating is mended and called back).
    """
    with transaction.atomic():
        row = locked(case, revision)
        if row.state == CaseState.CLOSED:
            return row
        refuse_own(row, by)
        if row.answered_at is None and not row.is_unfounded:
            raise CannotDo("还没有答复，不能办结。")
        if lacks_call(row):
            raise CannotDo("还没有回访，不能办结：打不通也请记一次。")
        words = _why_no_order(row, no_order)
        row.state, row.closed_at = CaseState.CLOSED, timezone.now()
        step(row, StepDeed.CLOSED, by=by, words=words)
        return save(row, "state", "closed_at")


def reopen(case: Case, *, by: StaffUser, reason: str, today: date, revision: int | None = None) -> Case:
    """Take a closed case up again, with a new last day counted from `today`. Raises CannotDo for one that is not closed, and without a reason."""
    reason = said(reason, "reason", longest=REASON_LENGTH, missing="请写明为什么重新办理。")
    with transaction.atomic():
        row = locked(case, revision)
        if row.state != CaseState.CLOSED:
            raise CannotDo(f"这一件{row.get_state_display()}，不用重新办理。")
        has_unit = row.unit_department_id or row.unit_site_id or row.handler_id
        row.state, row.closed_at = CaseState.ASSIGNED if has_unit else CaseState.NEW, None
        first, row.due_on = row.due_on, promised_on(kind_of(source_of(row)), today)
        step(row, StepDeed.REOPENED, by=by, words=reason, first=first.isoformat(), due_on=row.due_on.isoformat())
        return save(row, "state", "closed_at", "due_on")


def lacks_call(case: Case) -> bool:
    """Whether a call-back is asked for, could be made, and nobody tried."""
    return case.needs_call_back and not case.calls.exists() and has_phone(case)


def lacks_order(case: Case) -> bool:
    """Whether a correction order is asked for and none was given."""
    return case.needs_order and not CorrectionOrder.objects.filter(finding__case=case).exists()


def _why_no_order(case: Case, reason: str) -> str:
    if not lacks_order(case):
        return ""
    if not reason.strip():
        raise CannotDo("差评须整改：请先下达整改单，或写明为什么不用整改。", "no_order")
    return "不用整改：" + said(reason, "no_order", longest=REASON_LENGTH)
