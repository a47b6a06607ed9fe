"""Whether a site is open at a moment, what comes next, and the days ahead. Pure; the moment and the calendar come in as arguments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from matters.open_days import Days, OpenDay, on
from matters.periods import Period, clock

FURTHEST = 60
"""Days that are looked through for the next opening."""
AHEAD = 14
"""Days in which coming holidays are told."""


@dataclass(frozen=True, slots=True)
class State:
    """Whether it is open at the moment, and that in words with what comes next. Without words nothing is known."""

    is_open: bool
    words: str


def state(now: datetime, periods: Sequence[Period], days: Days) -> State:
    """`现在开门，12:00关门，13:30再开`; `今天不上班（国庆节），10月9日（周五）9:00开门`."""
    if not periods:
        return State(False, "")
    today, at = on(now.date(), periods, days), now.time()
    current = next(((a, b) for a, b in today.hours if a <= at < b), None)
    later = next((a for a, _ in today.hours if a > at), None)
    if current:
        then = f"{clock(later)}再开" if later else _next(now.date(), periods, days, "再开")
        return State(True, "，".join(filter(None, ("现在开门", f"{clock(current[1])}关门", then))))
    if later:
        return State(False, f"现在关门，{clock(later)}{'再开' if later != today.hours[0][0] else '开门'}")
    closed = "今天已经关门" if today.hours else f"今天不上班{f'（{today.special}）' if today.special else ''}"
    return State(False, "，".join(filter(None, (closed, _next(now.date(), periods, days, "开门")))))


def day_words(day: date, periods: Sequence[Period], days: Days) -> str:
    """`11月23日（周一）9:00—12:00、13:30—17:00`; `11月21日（周六）不上班，11月23日（周一）9:00开门`. It names its day, so it stays true
    for whoever reads it later. Empty when nothing is known.
    """
    if not periods:
        return ""
    today = on(day, periods, days)
    special = f"（{today.special}）" if today.special else ""
    coming = "" if today.hours else _next(day, periods, days, "开门", tomorrow="")
    return "，".join(filter(None, (f"{today.day_words}{today.hours_words}{special}", coming)))


def week(first: date, periods: Sequence[Period], days: Days) -> tuple[OpenDay, ...]:
    """Seven days from `first`, and of those after it within AHEAD days the ones that are special."""
    ahead = [on(first + timedelta(days=n), periods, days) for n in range(AHEAD)]
    return (*ahead[:7], *(d for d in ahead[7:] if d.special))


def _next(day: date, periods: Sequence[Period], days: Days, word: str, *, tomorrow: str = "明天") -> str:
    """`明天9:00开门`, or with the date where there is no word for `tomorrow`; empty when nothing opens within FURTHEST days."""
    coming = (on(day + timedelta(days=n), periods, days) for n in range(1, FURTHEST))
    found = next((d for d in coming if d.hours), None)
    if found is None:
        return ""
    when = tomorrow if tomorrow and found.day == day + timedelta(days=1) else found.day_words
    return f"{when}{clock(found.hours[0][0])}{word}"
