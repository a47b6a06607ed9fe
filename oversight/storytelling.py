"""The one writer of `Step`: what was done with a case, a correction order or a request, told where it was done."""

from accounts.models import StaffUser
from oversight.enums import StepDeed
from oversight.models import Case, CorrectionOrder, ServiceRequest, Step

Told = Case | CorrectionOrder | ServiceRequest
_FIELD: dict[type, str] = {Case: "case", CorrectionOrder: "order", ServiceRequest: "request"}


def step(
    of: Told, deed: StepDeed, *, by: StaffUser | None, words: str = "", request_key: str | None = None, **detail: object
) -> Step:
    """Note one thing that was done, inside the transaction that does it. `detail` is plain JSON.

    The same `request_key` twice is an IntegrityError.
    """
    return Step.objects.create(
        **{_FIELD[type(of)]: of}, deed=deed, by=by, words=words, detail=detail, request_key=request_key
    )
