"""How a correction order is locked, held against what a page showed, and written back with its story."""

from accounts.models import StaffUser
from oversight.enums import StepDeed
from oversight.models import CorrectionOrder
from oversight.storytelling import last_step, stale, step


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
    last = last_step(row)
    return last is not None and (last.deed, last.by_id, last.words) == (deed, by.pk, words)


def require_fresh(row: CorrectionOrder, revision: int | None) -> None:
    """Raises CannotDo, with what came between, where the page showed an older state."""
    if revision is not None and row.revision != revision:
        raise stale(row)


def kept(row: CorrectionOrder, deed: StepDeed, *, by: StaffUser, words: str, **detail: str) -> CorrectionOrder:
    """Write the row back, one revision on, and what was done to it."""
    row.revision += 1
    row.save()
    step(row, deed, by=by, words=words, **detail)
    return row
