"""常见问题 from an answered consultation: put into the working copy, public after review like everything else."""

from django.db import transaction
from django.db.models import Max

from accounts.models import StaffUser
from matters.editing import editing
from matters.models import Matter
from matters.models.rows import Faq
from oversight.amending.opening import amend
from oversight.models import Amendment, Case
from oversight.refusal import CannotDo

VIA = "咨询答复"


def add_faq(case: Case, matter: Matter, *, question: str, answer: str, by: StaffUser) -> Amendment:
    """Add it at the end of the matter's questions, because of `case`. The same question again is answered anew instead of standing there twice.

    Raises CannotDo for a case that has no answer yet, and as `amend` does.
    """
    if not case.answer:
        raise CannotDo("还没有答复，不能放进常见问题。")
    with transaction.atomic():
        amendment = amend(case, matter, by=by)
        with editing(matter, by=by, via=VIA) as locked:
            _put(locked, question.strip(), answer.strip())
    return amendment


def _put(matter: Matter, question: str, answer: str) -> None:
    known = Faq.objects.filter(matter=matter, question=question).first()
    if known is None:
        last = Faq.objects.filter(matter=matter).aggregate(last=Max("position"))["last"]
        known = Faq(matter=matter, question=question, position=0 if last is None else last + 1)
    known.answer = answer
    known.save()
