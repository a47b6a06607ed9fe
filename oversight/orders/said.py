"""What a member of staff wrote, before it is kept for ever: there, not too long, printable, and nobody's number in it."""

from django.core.exceptions import ValidationError

from accounts.personal_numbers import holds_personal_number
from accounts.printable import printable
from oversight.refusal import CannotDo

LONGEST = 500
"""Characters of one text."""


def said(text: str, *, field: str, needed: str = "") -> str:
    """`text` in its lines, without blanks around it. `needed` is what is told where there is none; without it an empty text will do.

    Raises CannotDo at `field`.
    """
    text = text.replace("\r\n", "\n").strip()
    if needed and not text:
        raise CannotDo(needed, field)
    if len(text) > LONGEST:
        raise CannotDo(f"最多{LONGEST}个字，现在有{len(text)}个。", field)
    if holds_personal_number(text, landline=False):
        raise CannotDo("这里会长期保存，请不要写手机号、身份证号等个人号码。", field)
    try:
        printable(text)
    except ValidationError as error:
        raise CannotDo(error.messages[0], field) from error
    return text
