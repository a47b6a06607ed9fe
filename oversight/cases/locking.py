"""A case taken in hand for a change: locked, and as whoever changes it saw it."""

from accounts.models import StaffUser
from oversight.models import Case
from oversight.refusal import CannotDo
from oversight.storytelling import stale


def locked(case: Case, revision: int | None = None) -> Case:
    """The row as it is now, locked until the transaction ends. `revision` is what the form was made from.

    Raises CannotDo where somebody changed it since, with what came between.
    """
    row = Case.objects.select_for_update().get(pk=case.pk)
    if revision is not None and revision != row.revision:
        raise stale(row)
    return row


def save(case: Case, *fields: str) -> Case:
    """Store those fields, one revision further."""
    case.revision += 1
    case.save(update_fields=[*fields, "revision"])
    return case


def refuse_own(case: Case, by: StaffUser) -> None:
    """Raises CannotDo where the case is about `by`: nobody judges what is said of them."""
    if case.clerk_id == by.pk:
        raise CannotDo("这件事涉及您本人，请由别人来办。")
