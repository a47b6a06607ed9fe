"""好差评: what whoever holds a document thinks of the service, once for each document."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from accounts.personal_numbers import holds_personal_number
from notices.models import Notice
from oversight.cases.opening import open_case
from oversight.models import Rating, Stars
from oversight.models.rating import FeedbackWay
from oversight.reasons import POOR, REASONS

WORDS_LENGTH = 500
"""Characters."""


class CannotRate(Exception):
    """Nothing was written; the message says why in words for the citizen. `field` is "words" or empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def rate(
    notice: Notice,
    *,
    stars: Stars,
    reasons: Iterable[str] = (),
    words: str = "",
    way: FeedbackWay = FeedbackWay.SHEET,
) -> Rating:
    """Store what was said of the service that `notice` documents, and open a case where somebody must look into it. `reasons` are keys of REASONS
    and count, like the case, for 不满意 and worse only.

    Raises CannotRate for a void notice, one that was rated already, and for words that are too long or hold what looks like a phone or identity
    number: a rating is kept for ever and says nothing of persons.
    """
    if notice.is_void:
        raise CannotRate(f"这份{notice.get_kind_display()}已经作废，不能评价。")
    words = words.strip()
    if len(words) > WORDS_LENGTH:
        raise CannotRate(f"意见最多{WORDS_LENGTH}个字，现在有{len(words)}个字。", "words")
    if holds_personal_number(words):
        raise CannotRate("意见里像是有电话、身份证或银行卡号码，请删去再提交：评价不需要个人信息。", "words")
    ticked = [key for key in REASONS if key in set(reasons)] if stars in POOR else []
    try:
        with transaction.atomic():
            rating = Rating.objects.create(notice=notice, stars=stars, reasons=ticked, words=words, way=way)
            if stars in POOR:
                open_case(rating)
    except IntegrityError as error:
        raise CannotRate(f"这份{notice.get_kind_display()}已经评价过了，谢谢您。") from error
    return rating
