"""Where there is a phone to call back: the case's own contact, or the applicant noted with the document it is about."""

from django.db.models import Q

from notices.models import Applicant, Notice
from oversight.models import Case

_NOTICES = ("rating__notice", "feedback__notice", "problem__notice")

HAS_PHONE = Q(contact__phone_sealed__gt="")
"""Cases with a phone. Erased ones are empty."""
for _path in _NOTICES:
    HAS_PHONE |= Q(**{f"{_path}__applicant__phone_sealed__gt": ""})
    HAS_PHONE |= Q(**{f"{_path}__follows__applicant__phone_sealed__gt": ""})


def has_phone(case: Case) -> bool:
    """Whether somebody can be called."""
    return Case.objects.filter(HAS_PHONE, pk=case.pk).exists()


def document_of(case: Case) -> Notice | None:
    """The document it is about."""
    source = case.rating or case.feedback or case.problem
    return source.notice if source else None


def applicant_to_call(case: Case) -> Applicant | None:
    """Who was noted with that document's thread and left a phone."""
    notice = document_of(case)
    if notice is None:
        return None
    return Applicant.objects.filter(notice_id=notice.follows_id or notice.pk, phone_sealed__gt="").first()
