"""A case taken in hand for a change: locked, and as whoever changes it saw it."""

from accounts.models import StaffUser
from oversight.models import Case, Step
from oversight.refusal import CannotDo


def locked(case: Case, revision: int | None = None) -> Case:
    """The row as it is now, locked until the transaction ends. `revision` is what the form was made from.

    Raises CannotDo where somebody changed it since, with what came between.
    """
    row = Case.objects.select_for_update().get(pk=case.pk)
    if revision is not None and revision != row.revision:
        raise CannotDo(f"没有保存：您打开这一页之后，{_came_between(row)}请看过现在的情况，再提交。")
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


def _came_between(case: Case) -> str:
    last = Step.objects.filter(case=case).select_related("by").last()
    return f"{last.by or '系统'}做了“{last.get_deed_display()}”。" if last else "这一件有了变化。"
