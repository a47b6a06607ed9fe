"""Codes of organisations. The 统一社会信用代码 (GB 32100-2015) alone has a check digit; what it says is a warning."""

import re
from enum import StrEnum
from functools import lru_cache

from stdnum.cn import uscc

from matters.exchange.finding import Finding
from matters.exchange.given import Severity


class OrgCode(StrEnum):
    """What stands where a 统一社会信用代码 should."""

    VALID = "valid"
    CHECK_DIGIT = "uscc_check_digit"
    LOWER_CASE = "org_code_lower_case"
    OLD = "org_code_old"
    PLACEHOLDER = "org_code_placeholder"
    MALFORMED = "org_code_malformed"


_SAYS = {
    OrgCode.CHECK_DIGIT: "统一社会信用代码校验位不对",
    OrgCode.LOWER_CASE: "统一社会信用代码里有小写字母，已按大写导入",
    OrgCode.OLD: "这是旧的9位组织机构代码，请换成18位统一社会信用代码",
    OrgCode.PLACEHOLDER: "这不是真实的机构代码，只是占位",
    OrgCode.MALFORMED: "机构代码应为18位，由数字和大写字母组成",
}
_USCC = re.compile(r"[0-9A-Z]{18}")
_OLD = re.compile(r"\d{8}-?[0-9X]")


@lru_cache(maxsize=4096)
def organisation(code: str) -> OrgCode:
    """What kind of organisation code this is."""
    if _USCC.fullmatch(code.upper()):
        if len(set(code)) == 1:
            return OrgCode.PLACEHOLDER
        if not uscc.is_valid(code.upper()):
            return OrgCode.CHECK_DIGIT
        return OrgCode.VALID if code == code.upper() else OrgCode.LOWER_CASE
    if len(code) > 1 and len(set(code)) == 1:
        return OrgCode.PLACEHOLDER
    return OrgCode.OLD if _OLD.fullmatch(code) else OrgCode.MALFORMED


def organisation_findings(code: str) -> tuple[Finding, ...]:
    """What is to be said about an organisation code; nothing where it is valid."""
    kind = organisation(code)
    return () if kind is OrgCode.VALID else (Finding(Severity.WARNING, kind.value, f"{_SAYS[kind]}：{code}"),)


def plausible(code: str) -> str:
    """The 统一社会信用代码 in capitals where its check digit is right, else empty."""
    return code.upper() if organisation(code) in (OrgCode.VALID, OrgCode.LOWER_CASE) else ""
