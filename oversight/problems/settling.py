"""What was settled while the person stood at the desk: answered and closed in one step."""

from accounts.models import StaffUser
from oversight.cases.answering import ANSWER_LENGTH, answer
from oversight.cases.closing import close
from oversight.models import Case
from oversight.said import said


def settle_at_once(case: Case, result: str, *, by: StaffUser) -> Case:
    """Write `result` as the answer of a case that was opened just now, in the same transaction, and close it. Raises CannotDo for words that
    cannot be kept.

    Nobody is called back: the person heard it.
    """
    words = said(result, "result", longest=ANSWER_LENGTH, missing="请写明怎么办的、怎么答复的。")
    Case.objects.filter(pk=case.pk).update(needs_call_back=False, unit_site=case.site, handler=by)
    return close(answer(case, by=by, words=words), by=by)
