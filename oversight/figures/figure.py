"""Figures as data: what was counted, what it means, and where the rows behind it are. Pure."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One part of a figure that is broken down: `key` is a value of the enumeration it is broken down by, or a primary key."""

    key: str
    label: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure. `key` names it in addresses; `definition` is one sentence for the reader.

    A rate has `part` of `whole` (both counts) and `value` in percent with one decimal; `value` is None where there is nothing to count (a rate of
    nothing, or what has no meaning for what was asked). Otherwise `value` is a count, or an average. `shares` break it down, in a fixed order. `rows`
    names the table behind it: notices, visits, filings, ratings, cases, problems, matters, searches; empty where there is no list to show.
    """

    key: str
    name: str
    definition: str
    value: float | int | None
    unit: str = ""
    part: int | None = None
    whole: int | None = None
    shares: tuple[Share, ...] = ()
    rows: str = ""

    @property
    def is_rate(self) -> bool:
        """Whether it is so many of so many."""
        return self.whole is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """What belongs to one site, department, window or clerk. `pk` is its primary key (of a window that of the site), `window` the window's name.

    Numbers as in the figures of the same name.
    """

    pk: int
    name: str
    window: str = ""
    told: int
    void: int
    filings: int
    repeated: int
    signed: int
    rated: int
    content: int

    @property
    def repeat_rate(self) -> float | None:
        """Percent of the filings that took more than one visit."""
        return percent(self.repeated, self.filings)

    @property
    def signed_rate(self) -> float | None:
        """Percent of the sheets that were signed for."""
        return percent(self.signed, self.told)

    @property
    def content_rate(self) -> float | None:
        """Percent of the ratings that are 基本满意 or better."""
        return percent(self.content, self.rated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`by`: site, department, window, clerk or level. Most sheets first."""

    by: str
    name: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A material that people did not have, or had wrong, although their sheet named it: the sheet of that subject is to be rewritten.

    `matter` or `bundle` is a primary key, `code` and `subject` what it is called.
    """

    matter: int | None
    bundle: int | None
    code: str
    subject: str
    material: str
    missing: int
    wrong: int

    @property
    def times(self) -> int:
        """How often altogether."""
        return self.missing + self.wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The sheets told and the filings of one calendar month, as far as it lies in the period."""

    first: date
    told: int
    void: int
    filings: int
    repeated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Figures that stand together under one heading."""

    key: str
    name: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of it. `groups` in the order of the page; `hours[weekday][hour]` (Monday 0, hours 0 to 23 in Asia/Shanghai) counts sheets told and visits.

    `groups` holds only what has a meaning for what was asked: a clerk has no catalog. `papers` the most frequent first. `months` in order.
    `counted_at` is when the tallies were last brought up to date, None while they are still being made for the first time: then everything from the
    ledger is 0 and the page says 正在统计.
    """

    title: str
    since: date
    until: date
    groups: tuple[Group, ...]
    tables: tuple[Table, ...]
    papers: tuple[Paper, ...]
    hours: tuple[tuple[int, ...], ...]
    months: tuple[Month, ...]
    counted_at: datetime | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them in one list."""
        return tuple(figure for group in self.groups for figure in group.figures)

    def __getitem__(self, key: str) -> Figure:
        """The figure of that key. Raises KeyError."""
        return {figure.key: figure for figure in self.figures}[key]

    @property
    def is_ready(self) -> bool:
        """Whether the tallies have been made."""
        return self.counted_at is not None


def rate(key: str, name: str, definition: str, part: int, whole: int, rows: str) -> Figure:
    """So many of so many, in percent."""
    return Figure(
        key=key,
        name=name,
        definition=definition,
        value=percent(part, whole),
        unit="%",
        part=part,
        whole=whole,
        rows=rows,
    )


def percent(part: int, whole: int) -> float | None:
    """With one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
