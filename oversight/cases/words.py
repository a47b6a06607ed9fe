"""What staff write into a case is kept for ever and may be read by the public: nothing of persons, and nothing that cannot be printed."""

from django.core.exceptions import ValidationError

from accounts.personal_numbers import holds_personal_number
from accounts.printable import printable
from oversight.refusal import CannotDo


def said(words: str, field: str, *, longest: int, missing: str) -> str:
    """The words, trimmed. Raises CannotDo for `field`: nothing but blanks (with `missing` as the sentence), more than `longest` characters,
    a number that tells who somebody is (an office's landline does not), or a character that no face has.
    """
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise CannotDo(missing, field)
    if len(words) > longest:
        raise CannotDo(f"最多{longest}个字，现在有{len(words)}个字。", field)
    if holds_personal_number(words, landline=False):
        raise CannotDo("里面像是有手机、身份证或银行卡号码，请删去：这些话会一直留着。", field)
    try:
        printable(words)
    except ValidationError as error:
        raise CannotDo(" ".join(error.messages), field) from error
    return words
