"""Figures as they are read aloud in Chinese: counts, times of day, and phone numbers digit by digit. Pure."""

import re

_DIGITS = "零一二三四五六七八九"
_ONE_BY_ONE = str.maketrans("0123456789", "零幺二三四五六七八九")
"""幺 for 1, as numbers are dictated on the telephone: 一 is easily taken for 七."""
_PLACES = ("千", "百", "十", "")
_COUNTED = "个份张次项年天小分周种页本套件位人元户寸"
"""Words before which 2 is 两: what is counted, and not what is numbered."""
_UNIT = re.compile(rf"[{_COUNTED}]")

_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)")
_SPAN = re.compile(r"\s*(?:—|–|－|~|～)\s*")
_PHONE = re.compile(r"(?<![\w.\-])\d{3,4}-\d{3,8}(?:-\d{1,6})?(?![\w.])|(?<![\w.\-])\d{5,}(?![\w.])", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(\d{4})(?=年)")
_NUMBER = re.compile(r"(?<![\w.\-=/])(\d{1,4})(?:\.(\d+))?(?![\w.\-])", re.ASCII)


def spoken(text: str) -> str:
    """A sentence with its figures as they are said: `9:00—12:00` as `上午九点到十二点`, `2份` as `两份`, `0372-12345` digit by digit.

    Figures that are part of a code or an address of the web stay as they are.
    """
    text = _clock_times(text)
    text = _PHONE.sub(lambda found: digit_by_digit(found[0]), text)
    text = _YEAR.sub(lambda found: digit_by_digit(found[1]).replace("幺", "一"), text)
    return _NUMBER.sub(_said, text)


def digit_by_digit(text: str) -> str:
    """`0372-0001103` as `零三七二 零零零 幺幺零三`: in groups of at most four, which a hand can follow."""
    parts = re.split(r"(\d+)", text.replace("-", " "))
    grouped = (_in_groups(part) if part.isdecimal() else part for part in parts)
    return "".join(grouped).translate(_ONE_BY_ONE)


def counted(number: int) -> str:
    """A number before what it counts: `两`, `十二`."""
    return "两" if number == 2 else cardinal(number)


def cardinal(number: int) -> str:
    """`十五`, `一百零八`, for 0 to 9999."""
    figures = f"{number:04d}"
    said = "".join(_DIGITS[int(d)] + (place if d != "0" else "") for d, place in zip(figures, _PLACES, strict=True))
    said = re.sub("零+", "零", said).strip("零")
    return re.sub("^一十", "十", said) or "零"


def _in_groups(digits: str) -> str:
    if len(digits) <= 5:
        return digits
    if len(digits) == 6:
        return f"{digits[:3]} {digits[3:]}"
    head = len(digits) % 4
    rest = [digits[n : n + 4] for n in range(head, len(digits), 4)]
    return " ".join(filter(None, (digits[:head], *rest)))


def _clock_times(text: str) -> str:
    """The half of the day is said once in a span: `下午两点到五点半`."""
    pieces, end, before = [], 0, ""
    for found in _CLOCK.finditer(text):
        between = text[end : found.start()]
        is_span = bool(before) and _SPAN.fullmatch(between) is not None
        half = _half(int(found[1]))
        pieces += ["到" if is_span else between, "" if is_span and half in (before, "中午") else half, _clock(found)]
        end, before = found.end(), half
    return "".join((*pieces, text[end:]))


def _half(hour: int) -> str:
    return "上午" if hour < 12 else "中午" if hour == 12 else "下午" if hour < 19 else "晚上"


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found[1]), int(found[2])
    hours = counted(hour if hour <= 12 else hour - 12) + "点"
    if minute in (0, 30):
        return hours + ("半" if minute else "")
    return hours + (f"零{cardinal(minute)}分" if minute < 10 else f"{cardinal(minute)}分")


def _said(found: re.Match[str]) -> str:
    whole, decimals = int(found[1]), found[2]
    if decimals:
        return f"{cardinal(whole)}点" + "".join(_DIGITS[int(d)] for d in decimals)
    following = found.string[found.end() : found.end() + 1]
    is_count = whole == 2 and len(found[1]) == 1 and _UNIT.fullmatch(following)
    return "两" if is_count else cardinal(whole)
