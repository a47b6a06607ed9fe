"""Codes: what a spreadsheet does to them, and what the parts of an 实施编码 are.

Codes are text: checked and warned about, never refused for their form. Only one that a spreadsheet has rounded is refused, because its digits
are gone. Those of organisations are in `organisation_codes`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from matters.exchange.finding import Finding, Found, error, warned
from matters.exchange.given import Severity
from matters.exchange.organisation_codes import organisation_findings

EXACT_DIGITS = 15
"""A spreadsheet's numbers are exact up to here."""
_SUSPECT_DIGITS = 12
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,3}")
_ROUNDED = "这是长编码被电子表格变成的数字，末几位已经丢失；请把该列设为“文本”格式，再从原处重新粘贴编码"


def from_number(cell: int | float) -> Found:
    """The code in a cell that holds a number: exact up to 15 digits and doubtful, since leading zeros are gone; else an error."""
    if isinstance(cell, float) and not cell.is_integer():
        return error("code_rounded", _ROUNDED)
    digits = str(int(cell))
    if len(digits) > EXACT_DIGITS or (isinstance(cell, float) and len(digits) >= _SUSPECT_DIGITS):
        return error("code_rounded", _ROUNDED)
    return warned(digits, "code_number", "编码是数字格式，已按文本导入；如有前导零请补上，并把该列设为“文本”格式")


def is_rounded(text: str) -> bool:
    """Whether a text is a number in scientific notation, as a spreadsheet shows a long code (1.15113E+17)."""
    return ("e" in text or "E" in text) and _SCIENTIFIC.fullmatch(text) is not None


def rounded() -> Found:
    """The refusal of such a code."""
    return error("code_rounded", _ROUNDED)


class Parts(NamedTuple):
    """An 实施编码 with hyphens, read as far as it can be. `check` is empty where it has the six parts it should."""

    basic: str
    organisation: str
    check: str


_FULL = re.compile(r"(?P<basic>[0-9A-Z]{6,20})-\d{12}-\d{3}-(?P<org>[0-9A-Za-z]+)-\d-\d\d")
_LEGACY = re.compile(r"[0-9A-Z]{1,2}-\d{4,6}-\d{3,5}(?:-\d{12}-\d{3})?-(?P<org>[0-9A-Za-z]+)(?:-\d-\d\d)?")
_HYPHENED = re.compile(r"(?P<basic>[0-9A-Z]{6,20})-\d{12}-\d{3}-(?P<org>\d{8}-[0-9X])-\d-\d\d")


@lru_cache(maxsize=4096)
def implementation(code: str) -> Parts | None:
    """The parts of a code like 511A0138000000-511602000000-000-115113010833722043-1-00; None for one without hyphens."""
    if "-" not in code:
        return None
    if match := _FULL.fullmatch(code):
        return Parts(match["basic"], match["org"], "")
    if match := _LEGACY.fullmatch(code):
        return Parts("", match["org"], "code_legacy")
    match = _HYPHENED.fullmatch(code)
    return Parts(match["basic"], match["org"], "code_parts") if match else Parts("", "", "code_parts")


def implementation_findings(code: str) -> tuple[Finding, ...]:
    """What is to be said about an 实施编码."""
    parts = implementation(code)
    if parts is None:
        return ()
    said = {"code_legacy": "这是旧式编码，字母开头", "code_parts": "实施编码的段数不对，应为6段"}
    own = (Finding(Severity.WARNING, parts.check, said[parts.check]),) if parts.check else ()
    return own + (organisation_findings(parts.organisation) if parts.organisation else ())
