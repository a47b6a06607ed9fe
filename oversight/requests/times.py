"""Days and times of requests: what cannot be, and what overlaps. Pure."""

from datetime import date, time, timedelta

from oversight.refusal import CannotDo

FURTHEST = timedelta(days=366)
"""Calendar days ahead beyond which a day is taken for a slip of the pen."""

Span = tuple[time | None, time | None]


def require_possible(on: date, span: Span, today: date) -> None:
    """Raises CannotDo for a day that has passed or is too far off, and for an end that is not after its start."""
    starts, ends = span
    if on < today:
        raise CannotDo("这一天已经过去，请选今天或以后的日子。", "on")
    if on > today + FURTHEST:
        raise CannotDo("日期太远，请核对年份。", "on")
    if ends and not starts:
        raise CannotDo("请写从几点开始。", "starts")
    if starts and ends and ends <= starts:
        raise CannotDo("结束时间要晚于开始时间。", "ends")


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans of one day share a moment. Without an end it is the moment of its start; without a start nobody knows."""
    if one[0] is None or other[0] is None:
        return False
    return one[0] == other[0] or (one[0] < (other[1] or other[0]) and other[0] < (one[1] or one[0]))


def words(span: Span) -> str:
    """`9:00—10:30`, `9:00`, or 时间未定."""
    starts, ends = span
    return "—".join(f"{at.hour}:{at.minute:02}" for at in (starts, ends) if at) or "时间未定"
