"""When a site is open, as plain periods, and these in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

_DAYS = "一二三四五六日"
_MONTH_ENDS = {"28", "29", "30", "31"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One opening period. `weekdays` are digits 1 (Monday) to 7; `season` is ("06-01", "09-30") or None for all year."""

    weekdays: str
    opens: time
    closes: time
    season: tuple[str, str] | None = None


def hours_words(periods: Iterable[Period]) -> str:
    """`周一至周五 9:00—12:00、13:00—17:00；周六 9:00—11:30（法定节假日除外）`.

    A season says only where it differs from the one before it: `周一至周五 9:00—12:00、14:00—17:30（6月至9月15:00—18:00）`.
    """
    groups: dict[str, dict[tuple[str, str] | None, list[str]]] = {}
    for p in periods:
        groups.setdefault(p.weekdays, {}).setdefault(p.season, []).append(f"{clock(p.opens)}—{clock(p.closes)}")
    clauses = [f"{_days_words(days)} {_times_words(seasons)}" for days, seasons in groups.items()]
    return "；".join(clauses) + "，法定节假日除外" if clauses else ""


def _times_words(seasons: dict[tuple[str, str] | None, list[str]]) -> str:
    (first, usual), *others = seasons.items()
    lead = "" if first is None or others else _season_words(first)
    differing = [
        _season_words(season) + "、".join(t for t in times if t not in usual or len(times) != len(usual))
        for season, times in others
    ]
    return lead + "、".join(usual) + (f"（{'；'.join(differing)}）" if differing else "")


def clock(t: time) -> str:
    """`9:00`."""
    return f"{t.hour}:{t.minute:02d}"


def _days_words(days: str) -> str:
    names = ["周" + _DAYS[int(d) - 1] for d in days]
    consecutive = len(days) > 2 and days in "1234567"
    return f"{names[0]}至{names[-1]}" if consecutive else "、".join(names)


def _season_words(season: tuple[str, str] | None) -> str:
    if season is None:
        return ""
    first, last = season
    start = f"{int(first[:2])}月" + ("" if first.endswith("-01") else f"{int(first[3:])}日")
    end = f"{int(last[:2])}月" + ("" if last[3:] in _MONTH_ENDS else f"{int(last[3:])}日")
    return f"{start}至{end}"
