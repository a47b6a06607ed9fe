"""Who goes when: arranged, and arranged anew."""

from datetime import date, time

from accounts.models import StaffUser
from matters.publishing import today as day_now
from oversight.contacts.keeping import tells_who
from oversight.enums import RequestState, StepDeed
from oversight.models import ServiceRequest
from oversight.refusal import CannotDo
from oversight.requests.registering import require_helper
from oversight.requests.times import require_possible
from oversight.requests.times import words as span_words
from oversight.requests.turning import turn
from oversight.storytelling import step

OPEN = (RequestState.WAITING, RequestState.ARRANGED)
"""States in which something is still to be done."""


def arrange(
    request: ServiceRequest,
    *,
    by: StaffUser,
    on: date,
    starts: time | None,
    ends: time | None,
    assignee: StaffUser,
    place: str = "",
    seen: int,
) -> ServiceRequest:
    """Settle day, time, place and who does it; again is a change. `seen` is the revision that was shown.

    Raises CannotDo for what is over, a day that has passed, somebody of another site, and where nothing would change.
    """
    require_possible(on, (starts, ends), day_now())
    if tells_who(request, place):
        raise CannotDo("地点谁都看得到，请不要写姓名和号码。", "place")
    with turn(request, seen=seen) as row:
        if row.state not in OPEN:
            raise CannotDo(f"这条安排已经是“{row.get_state_display()}”，要改请先撤销。")
        require_helper(row.site, assignee)
        before = (row.on, row.starts, row.ends, row.assignee_id, row.place)
        if before == (on, starts, ends, assignee.pk, place):
            raise CannotDo("没有改动。")
        deed = StepDeed.CHANGED if row.state == RequestState.ARRANGED else StepDeed.ASSIGNED
        row.on, row.starts, row.ends, row.assignee, row.place = on, starts, ends, assignee, place
        row.state = RequestState.ARRANGED
        step(row, deed, by=by, day=on.isoformat(), time=span_words((starts, ends)), helper=assignee.public_name)
    return row
