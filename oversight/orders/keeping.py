"""How a correction order is locked, held against what a page showed, and written back with its story."""

from django.utils import timezone

from accounts.models import StaffUser
from oversight.enums import StepDeed
from oversight.models import CorrectionOrder, Step
from oversight.refusal import CannotDo
from oversight.storytelling import step


def locked(row: CorrectionOrder) -> CorrectionOrder:
    """The row as it is now, for this transaction alone.

    Without joins: after waiting PostgreSQL holds the new row against what was joined to the old one, and loses an order that was given to somebody
    else meanwhile.
    """
    return CorrectionOrder.objects.select_for_update().get(pk=row.pk)


def sent_before(row: CorrectionOrder, deed: StepDeed, *, by: StaffUser, words: str, revision: int | None) -> bool:
    """Whether the last thing done was exactly this, from the same page: the form was sent twice."""
    if revision is None or row.revision != revision + 1:
        return False
    last = _last_step(row)
    return last is not None and (last.deed, last.by_id, last.words) == (deed, by.pk, words)


def require_fresh(row: CorrectionOrder, revision: int | None) -> None:
    """Raises CannotDo, with what came between, where the page showed an older state."""
    if revision is None or row.revision == revision:
        return
    last = _last_step(row)
    between = (
        f"{last.by or '系统'}{timezone.localtime(last.at):%m月%d日 %H:%M}{last.get_deed_display()}" if last else ""
    )
    raise CannotDo(f"您打开本页以后，这张整改单有了变化（{between}）。请看过现在的情况再办。")


def kept(row: CorrectionOrder, deed: StepDeed, *, by: StaffUser, words: str, **detail: str) -> CorrectionOrder:
    """Write the row back, one revision on, and what was done to it."""
    row.revision += 1
    row.save()
    step(row, deed, by=by, words=words, **detail)
    return row


def _last_step(row: CorrectionOrder) -> Step | None:
    return Step.objects.filter(order=row).select_related("by").order_by("pk").last()
