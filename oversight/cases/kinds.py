"""What sort of thing a case is about: by it days are counted, cases are listed and named."""

from django.db.models import Q, TextChoices

from oversight.models import Case, Feedback, Problem, Rating
from oversight.models.feedback import FeedbackKind
from oversight.reasons import POOR

Source = Feedback | Rating | Problem


class CaseKind(TextChoices):
    """The keys of settings.CASE_WORKDAYS."""

    CONSULTATION = "consultation", "咨询"
    SUGGESTION = "suggestion", "建议"
    MISSING = "missing", "内容缺漏"
    COMPLAINT = "complaint", "投诉"
    RATING = "rating", "差评"
    PRAISE = "praise", "评价留言"
    PROBLEM = "problem", "办不成事"


def kind_of(source: Source) -> CaseKind:
    """By what was said; a rating of 3 stars and better is only read and thanked for."""
    if isinstance(source, Problem):
        return CaseKind.PROBLEM
    if isinstance(source, Rating) or source.kind == FeedbackKind.RATING:
        return CaseKind.RATING if source.stars in POOR else CaseKind.PRAISE
    return CaseKind(source.kind)


def source_of(case: Case) -> Source:
    """What the case came from."""
    source = case.feedback or case.rating or case.problem
    if source is None:
        raise AssertionError("a case without a source")  # case_of_one_thing forbids it
    return source


def of_kind(kind: CaseKind) -> Q:
    """The cases of that kind."""
    said = Q(feedback__kind=FeedbackKind.RATING)
    match kind:
        case CaseKind.PROBLEM:
            return Q(problem__isnull=False)
        case CaseKind.RATING:
            return Q(rating__stars__in=POOR) | said & Q(feedback__stars__in=POOR)
        case CaseKind.PRAISE:
            return (Q(rating__isnull=False) & ~Q(rating__stars__in=POOR)) | said & ~Q(feedback__stars__in=POOR)
    return Q(feedback__kind=kind.value)
