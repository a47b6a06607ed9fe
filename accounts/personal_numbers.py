"""Numbers that tell who somebody is, found in words that are kept for ever. Pure."""

import re
import unicodedata

_GAPS = re.compile(r"[\s\-–—()]+")
_GAP_WITHIN = re.compile(r"(?<=\d)[ \-–—](?=[\dX])", re.IGNORECASE)
# 公民身份号码 (GB 11643): 18 characters, the last perhaps an X; 15 digits before 1999.
_ID_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dX]|\d{15})(?!\d)", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{7,}")
# A mobile, an identity number, a bank card.
_OF_A_PERSON = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dX]|\d{15,19})(?!\d)", re.IGNORECASE)
_LANDLINE = re.compile(r"(?<!\d)0\d{9,11}(?!\d)")


def without_gaps(text: str) -> str:
    """With half-width digits that follow each other, however they were typed."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text))


def holds_id_number(text: str) -> bool:
    """Whether an identity number stands in it, also one with gaps or full-width digits."""
    return bool(_ID_NUMBER.search(without_gaps(text)))


def holds_number(text: str) -> bool:
    """Whether a number stands in it that may be a phone or an identity number, be it only seven digits: where none has any business."""
    return bool(_LONG_NUMBER.search(without_gaps(text)))


def holds_personal_number(text: str, *, landline: bool = True) -> bool:
    """Whether what looks like a phone, identity or card number stands in it, also with gaps or full-width digits; days and serials do not.

    `landline`: whether 0372-1234567 counts too. Where offices are named it does not: theirs is nobody's.
    """
    typed = _GAP_WITHIN.sub("", unicodedata.normalize("NFKC", text))
    return bool(_OF_A_PERSON.search(typed) or (landline and _LANDLINE.search(typed)))
