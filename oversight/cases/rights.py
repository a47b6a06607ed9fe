"""Who may do what with a case they see."""

from dataclasses import dataclass

from accounts.models import StaffUser
from oversight.access import ANSWER_CASES, ASSIGN_CASES, DECIDE_APPEALS, UNMASK
from oversight.cases.assigning import OPEN
from oversight.enums import CaseState
from oversight.models import Appeal, Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the page offers and the addresses let through; the verbs themselves judge the state once more."""

    assign: bool = False
    take: bool = False
    extend: bool = False
    answer: bool = False
    publish: bool = False
    call: bool = False
    close: bool = False
    reopen: bool = False
    appeal: bool = False
    decide: bool = False
    unmask: bool = False


def rights_on(case: Case, user: StaffUser) -> Rights:
    """By role, and for whom it was given to; never for whom it is about. One query."""
    appeal = Appeal.objects.filter(case=case).first()
    own = case.clerk_id == user.pk
    assigns = user.has_perm(ASSIGN_CASES)
    answers = not own and (user.has_perm(ANSWER_CASES) or case.handler_id == user.pk)
    is_open, is_closed = case.state in OPEN, case.state == CaseState.CLOSED
    decides = user.has_perm(DECIDE_APPEALS) and not own
    return Rights(
        assign=assigns and is_open,
        take=answers and is_open and case.handler_id is None,
        extend=assigns and is_open and not own,
        answer=answers and not is_closed,
        publish=not own and user.has_perm(ANSWER_CASES) and case.answered_at is not None,
        call=answers and case.answered_at is not None,
        close=answers and not is_closed and (case.answered_at is not None or case.is_unfounded),
        reopen=assigns and is_closed,
        appeal=own and case.rating_id is not None and appeal is None,
        decide=decides and appeal is not None and not appeal.decision and appeal.by_id != user.pk,
        unmask=not own and user.has_perm(UNMASK),
    )
