"""Time limits as offices write them: 即办, 当场办结, 一个月, 20天, 10个工作日, 二十个工作日, 1-3个工作日, a bare 10."""

import re
from functools import lru_cache

from matters.enums import LimitUnit
from matters.exchange.finding import ABSENT, Found, error, warned
from matters.exchange.values import text
from matters.exchange.values_numbers import count_of

UNITS: dict[str, LimitUnit] = {
    "工作日": LimitUnit.WORKDAY, "个工作日": LimitUnit.WORKDAY, "工作天": LimitUnit.WORKDAY,
    "自然日": LimitUnit.DAY, "天": LimitUnit.DAY, "日": LimitUnit.DAY, "日历日": LimitUnit.DAY,
    "小时": LimitUnit.HOUR, "个小时": LimitUnit.HOUR, "时": LimitUnit.HOUR,
    "周": LimitUnit.WEEK, "个星期": LimitUnit.WEEK, "星期": LimitUnit.WEEK,
    "月": LimitUnit.MONTH, "个月": LimitUnit.MONTH, "年": LimitUnit.YEAR,
}  # fmt: skip
"""天 is the ordinary day, as the national forms say in their footnote (如时间单位为“天”，则指自然日)."""

_AT_ONCE = re.compile(r"即办|即办件|当场|当场办结|当场办理|即时|即时办结|立等可取|随到随办|0个?工作日")
_NUMBER = r"(\d{1,6}|[一二两三四五六七八九十百]{1,5})"
_DURATION = re.compile(
    rf"(?:自.{{0,12}}起)?(?:在|不超过)?{_NUMBER}(?:\s*(?:-|－|—|–|~|～|至|到)\s*{_NUMBER})?\s*"
    r"(个工作日|工作日|工作天|自然日|日历日|个自然日|天|日|个小时|小时|时|个星期|星期|周|个月|月|年)?(?:内|以内|之内)?(?:办结)?"
)


@lru_cache(maxsize=8192)
def duration(raw: str) -> Found:
    """(amount, unit): amount 0 for on the spot; unit None where only a number is written; ABSENT for an empty cell.

    Of a span the longer end counts, with a warning: that is what the applicant can rely on.
    """
    found = text(raw)
    words = "".join(str(found.value).split()).rstrip("。.")
    if found.is_wrong or not words:
        return Found(ABSENT, found.findings)
    if _AT_ONCE.fullmatch(words):
        return Found((0, LimitUnit.WORKDAY))
    match = _DURATION.fullmatch(words.removesuffix(".0"))
    if match is None:
        return error("limit_unreadable", "看不懂这个时限，请写成“10个工作日”“1个月”或“当场办结”")
    return _span(match)


def _span(match: re.Match[str]) -> Found:
    first, last = (count_of(part) if part else None for part in match.group(1, 2))
    unit = UNITS[match[3].removeprefix("个")] if match[3] else None
    value = (max(first or 0, last or 0), unit)
    if last is not None:
        return warned(value, "limit_span", f"写的是一个范围，按较长的{value[0]}导入，请核对")
    return Found(value)


def unit_of(raw: str) -> Found:
    """A unit column's word; ABSENT where it is empty."""
    found = text(raw)
    word = str(found.value)
    if found.is_wrong or not word:
        return Found(ABSENT, found.findings)
    unit = UNITS.get(word)
    return Found(unit) if unit else error("unit_unknown", f"时限单位只能是：{'、'.join(u.label for u in LimitUnit)}")
