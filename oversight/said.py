"""What staff write is kept for ever and may be read by the public: nothing of persons, and nothing that cannot be printed."""

from django.core.exceptions import ValidationError

from accounts.personal_numbers import holds_personal_number
from accounts.printable import printable
from oversight.refusal import CannotDo


def said(text: str, field: str, *, longest: int, missing: str = "") -> str:
    """`text` in its lines, without blanks around it. Where there is none `missing` is what is told; without it an empty text will do.

    Raises CannotDo for `field`: nothing but blanks, more than `longest` characters, a number that tells who somebody is (an office's landline does
    not), or a character that no face has.
    """
    text = text.replace("\r\n", "\n").strip()
    if missing and not text:
        raise CannotDo(missing, field)
    if len(text) > longest:
        raise CannotDo(f"最多{longest}个字，现在有{len(text)}个字。", field)
    try:
        impersonal(text)
        printable(text)
    except ValidationError as error:
        raise CannotDo(error.messages[0], field) from error
    return text


def impersonal(text: str) -> None:
    """For forms. Raises ValidationError for what looks like the number of a person; the landlines of offices are let through."""
    if holds_personal_number(text, landline=False):
        raise ValidationError("里面像是有手机、身份证或银行卡号码，请删去：这些话会一直留着。")
