"""答复: what the office says to it, and what of that everybody may read."""

from django.db import transaction
from django.utils import timezone

from accounts.models import StaffUser
from oversight.cases.assigning import unit_for
from oversight.cases.locking import locked, refuse_own, save
from oversight.contacts.keeping import refuse_name
from oversight.enums import CaseState, StepDeed
from oversight.models import Case
from oversight.refusal import CannotDo
from oversight.said import said
from oversight.storytelling import step

ANSWER_LENGTH, QUESTION_LENGTH = 1000, 300
"""Characters."""


def answer(case: Case, *, by: StaffUser, words: str, revision: int | None = None) -> Case:
    """What whoever said it reads under their number. May be put better until the case is closed; the story keeps every wording.

    Raises CannotDo for a closed case, for whom it is about, and for words that cannot be kept.
    """
    words = said(words, "answer", longest=ANSWER_LENGTH, missing="请先写答复。")
    with transaction.atomic():
        row = locked(case, revision)
        refuse_own(row, by)
        if row.state == CaseState.CLOSED:
            raise CannotDo("已经办结；要改答复，请先重新办理。")
        if row.answer == words and row.state == CaseState.ANSWERED:
            return row
        refuse_name(row, words, "answer")
        row.answer, row.answered_by, row.answered_at = words, by, timezone.now()
        row.state = CaseState.ANSWERED
        row.handler = row.handler or by
        if not (row.unit_department_id or row.unit_site_id):
            unit = unit_for(row, by)
            row.unit_department, row.unit_site = unit.department, unit.site
        step(row, StepDeed.ANSWERED, by=by, words=words)
        return save(row, "answer", "answered_by", "answered_at", "state", "handler", "unit_department", "unit_site")


def publish_answer(case: Case, *, by: StaffUser, question: str, revision: int | None = None) -> Case:
    """Let everybody read the answer, below `question`: what was asked, in the office's words and without anybody in it. Again: other words.

    Raises CannotDo without an answer, for whom it is about, and for words that cannot be kept.
    """
    question = said(question, "question", longest=QUESTION_LENGTH, missing="请写公开的问题。")
    with transaction.atomic():
        row = locked(case, revision)
        refuse_own(row, by)
        if row.answered_at is None:
            raise CannotDo("还没有答复，不能公开。")
        if row.is_public and row.public_question == question:
            return row
        refuse_name(row, question, "question")
        row.is_public, row.public_question = True, question
        step(row, StepDeed.PUBLISHED, by=by, words=question)
        return save(row, "is_public", "public_question")


def unpublish(case: Case, *, by: StaffUser, revision: int | None = None) -> Case:
    """撤下: nobody else reads it any more. The question's words stay for another time. Raises CannotDo for whom it is about."""
    with transaction.atomic():
        row = locked(case, revision)
        refuse_own(row, by)
        if not row.is_public:
            return row
        row.is_public = False
        step(row, StepDeed.UNPUBLISHED, by=by)
        return save(row, "is_public")
