"""Cells that hold a yes or no, a date, an address or phones."""

import re
from datetime import date
from functools import lru_cache

from matters.exchange.finding import ABSENT, Found, error, warned
from matters.exchange.values import LITERAL, text

_YES = frozenset({"是", "1", "y", "yes", "true", "√", "✓", "有", "支持", "需要", "收费"})
_NO = frozenset({"否", "0", "2", "n", "no", "false", "×", "✗", "x", "没有", "不支持", "不需要", "不收费", "免费"})
_DATES = (
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?"),
    re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_BETWEEN_PHONES = re.compile(r"\s*(?:[、,，;；|/\n]|或者?)\s*|(?<=\d{4})\s+(?=0?\d{7}|0\d{2,3}-|1\d{10}|12\d{3}(?!\d))")
_WEB = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def yes_no(raw: str) -> Found:
    """是/否/1/0/Y/N/√; 2 is 否 in some systems. An empty cell says nothing."""
    found = text(raw)
    word = str(found.value).strip().lower()
    if word in _YES or word in _NO:
        return Found(word in _YES)
    # "无" and "-" are empty markers elsewhere: in a yes-or-no column they leave the matter as it is.
    return Found(ABSENT) if not word and not found.is_wrong else error("not_yes_no", "只能填“是”或“否”")


@lru_cache(maxsize=4096)
def day(raw: str) -> Found:
    """2026-01-02, 2026/1/2, 2026.1.2, 2026年1月2日, 20260102, or what a spreadsheet's date cell says."""
    found = text(raw)
    if found.is_wrong or not found.value:
        return Found(ABSENT, found.findings)
    match = next((m for form in _DATES if (m := form.fullmatch(found.value))), None)
    if match is None:
        return error("not_a_date", "日期请写成 2026-01-02")
    try:
        return Found(date(*(int(part) for part in match.groups())))
    except ValueError:
        return error("not_a_date", "没有这一天，日期请写成 2026-01-02")


@lru_cache(maxsize=16384)
def phones(raw: str) -> Found:
    """One or several numbers, separated by 、 whatever stood between them; words around them stay."""
    found = text(raw)
    if raw.startswith(LITERAL) or found.is_wrong:
        return found
    parts = [part for part in _BETWEEN_PHONES.split(str(found.value)) if part]
    return Found("、".join(parts), found.findings)


@lru_cache(maxsize=16384)
def address(raw: str) -> Found:
    """A web address with its scheme; one without is taken as http with a warning, anything else is an error."""
    found = text(raw)
    value = str(found.value)
    if raw.startswith(LITERAL) or found.is_wrong or not value or _WEB.fullmatch(value):
        return found
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value, re.ASCII):
        return warned(f"http://{value}", "url_scheme", f"网址缺少开头，按 http://{value} 导入，请核对")
    return error("url_malformed", "网址须以 http:// 或 https:// 开头，一格只写一个")
