"""How a request ended: done, failed or cancelled, and the last of these taken back."""

from accounts.models import StaffUser
from matters.publishing import today as day_now
from oversight.contacts.keeping import tells_who
from oversight.enums import RequestState, StepDeed
from oversight.models import ServiceRequest
from oversight.refusal import CannotDo
from oversight.requests.arranging import OPEN
from oversight.requests.turning import turn
from oversight.storytelling import step

DEEDS = {
    RequestState.DONE: StepDeed.DONE,
    RequestState.FAILED: StepDeed.CLOSED,
    RequestState.CANCELLED: StepDeed.CANCELLED,
}
"""The ends, and how the story calls them."""


def end(request: ServiceRequest, *, how: RequestState, by: StaffUser, result: str = "", seen: int) -> ServiceRequest:
    """Note how it ended. Only a good end needs no words. `seen` is the revision that was shown.

    Raises CannotDo for what is over already, an end without the reason, a result before its day, and words that tell who somebody is.
    """
    result = result.strip()
    if how != RequestState.DONE and not result:
        raise CannotDo("请写明原因。", "result")
    if tells_who(request, result):
        raise CannotDo("这里会一直保留，请不要写姓名、电话和证件号码。", "result")
    with turn(request, seen=seen) as row:
        if row.state not in OPEN:
            raise CannotDo(f"这条安排已经是“{row.get_state_display()}”。")
        if how != RequestState.CANCELLED and row.on > day_now():
            raise CannotDo(f"约定的是{row.on:%Y-%m-%d}，还没有到；提前办了的，请先改期再登记结果。")
        row.state, row.result = how, result
        step(row, DEEDS[how], by=by, words=result, state=how.value)
    return row


def undo(request: ServiceRequest, *, by: StaffUser, seen: int) -> ServiceRequest:
    """Take the end back; what was written stays in the story. Raises CannotDo for what is still open."""
    with turn(request, seen=seen) as row:
        if row.state in OPEN:
            raise CannotDo("这条安排还没有结果，没有可以撤销的。")
        step(row, StepDeed.REOPENED, by=by, words=row.result, state=row.state)
        row.state = RequestState.ARRANGED if row.assignee_id else RequestState.WAITING
        row.result = ""
    return row
