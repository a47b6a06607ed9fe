"""The one writer of `Step`: what was done with a case, a correction order or a request, told where it was done; and what came last."""

from django.utils import timezone

from accounts.models import StaffUser
from oversight.enums import StepDeed
from oversight.models import Case, CorrectionOrder, ServiceRequest, Step
from oversight.refusal import CannotDo

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


def last_step(of: Told) -> Step | None:
    """What was done last; one query."""
    return Step.objects.filter(**{_FIELD[type(of)]: of}).select_related("by").last()


def stale(of: Told) -> CannotDo:
    """To be raised for a form that was made from an older revision: with what came between, in the words of the last step."""
    last = last_step(of)
    between = "有了变化"
    if last:
        between = f"{timezone.localtime(last.at):%m月%d日 %H:%M}{last.by or '系统'}做了“{last.get_deed_display()}”"
    return CannotDo(f"没有保存：您打开本页以后，{between}。请看过现在的情况，再提交。")
