"""The dashboard as plain data: cards with a number, what it was before, and where the rows behind it are; tables and charts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Figures
from oversight.figures.periods import usual_periods
from oversight.figures.whom import address_of

MUCH = 200
"""Percent of change from which on the difference says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One share of a figure, with the way to its rows."""

    label: str
    shown: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One figure as it stands on the page. `before` says what it was in the period before; empty where that says nothing. `url` leads to its rows (of
    a rate: its part), `whole_url` to those that a rate is a part of.
    """

    figure: Figure
    shown: str
    before: str
    part: str
    url: str
    whole: str
    whole_url: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardGroup:
    """Cards under one heading."""

    key: str
    name: str
    cards: tuple[Card, ...]


def card_groups(now: Figures, past: Mapping[str, Figure], asked: Asked) -> tuple[CardGroup, ...]:
    """The groups in their order; `past` are the figures of the period before that can be compared."""
    return tuple(
        CardGroup(key=group.key, name=group.name, cards=tuple(card(f, past.get(f.key), asked) for f in group.figures))
        for group in now.groups
    )


def card(figure: Figure, older: Figure | None, asked: Asked) -> Card:
    """That figure, with what is behind it."""
    return Card(
        figure=figure,
        shown=number(figure.value),
        before=compared(figure, older) if older else "",
        url=rows_url(figure, asked) if figure.rows and behind(figure) else "",
        part=number(figure.part),
        whole=number(figure.whole),
        whole_url=rows_url(figure, asked, "whole") if figure.rows and figure.whole else "",
        parts=tuple(
            Part(
                label=s.label,
                shown=number(s.value),
                url=rows_url(figure, asked, s.key) if figure.rows and s.value else "",
            )
            for s in figure.shares
        ),
    )


def behind(figure: Figure) -> bool:
    """Whether there are rows behind it: those of a rate's part, of a count, or those that an average was taken over."""
    if figure.part is not None:
        return bool(figure.part)
    return figure.value is not None if isinstance(figure.value, float) else bool(figure.value)


def number(value: float | int | None) -> str:
    """As it is written: thousands apart, at most one decimal, — for nothing."""
    if value is None:
        return "—"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}".removesuffix(".0")


def compared(now: Figure, older: Figure) -> str:
    """What it was, and by how much it changed: counts in percent, rates in points."""
    if now.value is None or older.value is None:
        return ""
    change = round(now.value - older.value, 1)
    was, more, much = f"上期{number(older.value)}{older.unit}", change > 0, number(abs(change))
    if not change:
        return f"{was}，没有变化"
    if now.is_rate:
        return f"{was}，{'升' if more else '降'}{much}个百分点"
    share = 100.0 * abs(change) / older.value if older.value else MUCH
    if isinstance(now.value, float) or share >= MUCH:
        return f"{was}，{'多' if more else '少'}{much}"
    return f"{was}，{'多' if more else '少'}{number(round(share, 1))}%"


def rows_url(figure: Figure, asked: Asked, share: str = "") -> str:
    """The list of what was counted."""
    return (
        f"{reverse('oversight_figure_rows')}?{query_of(asked, what=figure.key, **({'share': share} if share else {}))}"
    )


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """One of the usual periods as a link."""

    label: str
    query: str
    is_current: bool


def period_links(asked: Asked, today: date) -> list[PeriodLink]:
    """今天, 本周, 本月, 上月, 今年, for the same place or person."""
    days = (asked.since, asked.until)
    return [
        PeriodLink(p.label, query_of(replace(asked, since=p.since, until=p.until)), days == (p.since, p.until))
        for p in usual_periods(today)
    ]


def query_of(asked: Asked, **more: str) -> str:
    """`asked` as the query of an address."""
    days = {"since": asked.since.isoformat(), "until": asked.until.isoformat()}
    of = address_of(asked)
    return urlencode({**more, **days, **({"of": of} if of else {})})
