"""四色: how a thing that could not be done stands, at a glance. Pure: the day and the calendar are passed in, days are working days.

A colour is its word and its shape as well, so that it is told apart in greyscale and by ear.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import TextChoices

from matters.workdays import WorkCalendar
from notices.affairs.deadlines import SOON_WORKDAYS
from oversight.enums import CaseState, Urgency

LONG_WORKDAYS = 10
"""Whatever deadline was given: what lies for so many working days is no calm affair any more."""

DONE = (CaseState.ANSWERED, CaseState.CLOSED)
"""The states in which it has been said what came of it."""


class Colour(TextChoices):
    """From calm to done, in the words of the 办不成事 desks."""

    BLUE = "blue", "蓝"
    YELLOW = "yellow", "黄"
    RED = "red", "红"
    GREEN = "green", "绿"

    @property
    def shape(self) -> str:
        """A mark of its own for each colour, legible without any."""
        return {"blue": "●", "yellow": "▲", "red": "◆", "green": "✔"}[self.value]

    @property
    def meaning(self) -> str:
        """What it tells, shortly."""
        return {"blue": "平稳", "yellow": "要抓紧", "red": "马上办", "green": "已答复"}[self.value]


class Stage(StrEnum):
    """How far a deadline has run."""

    EARLY = "early"
    NEAR = "near"
    LATE = "late"


TABLE: Mapping[Urgency, Mapping[Stage, Colour]] = {
    Urgency.NORMAL: {Stage.EARLY: Colour.BLUE, Stage.NEAR: Colour.YELLOW, Stage.LATE: Colour.RED},
    Urgency.URGENT: {Stage.EARLY: Colour.YELLOW, Stage.NEAR: Colour.RED, Stage.LATE: Colour.RED},
    Urgency.CRITICAL: {Stage.EARLY: Colour.RED, Stage.NEAR: Colour.RED, Stage.LATE: Colour.RED},
}
"""Of what is not answered yet."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The days (calendar) on which a stage begins, as seen from `today`: near is what is due before `near_before` or was told on `long_since` or
    earlier.
    """

    today: date
    near_before: date
    long_since: date


def edges(today: date, calendar: WorkCalendar) -> Edges:
    """Those days for `today`."""
    return Edges(today, calendar.add_workdays(today, SOON_WORKDAYS + 1), _workdays_before(today, calendar))


def stage(told_on: date, due_on: date, seen: Edges) -> Stage:
    """How far it has run: late after its day; near `SOON_WORKDAYS` working days before it, and `LONG_WORKDAYS` after it was told."""
    if due_on < seen.today:
        return Stage.LATE
    return Stage.NEAR if due_on < seen.near_before or told_on <= seen.long_since else Stage.EARLY


def colour(*, state: str, urgency: str, told_on: date, due_on: date, seen: Edges) -> Colour:
    """The colour of a case in that `state` and of that `urgency`, told on `told_on` and due on `due_on`.

    | | early | due within 2 working days, or told 10 or more ago | past its day |
    |---|---|---|---|
    | 一般 | 蓝 | 黄 | 红 |
    | 紧急 | 黄 | 红 | 红 |
    | 特急 | 红 | 红 | 红 |
    | 已答复, 已办结 | 绿 | 绿 | 绿 |
    """
    return Colour.GREEN if state in DONE else TABLE[Urgency(urgency)][stage(told_on, due_on, seen)]


def _workdays_before(today: date, calendar: WorkCalendar) -> date:
    """The latest day after which, up to and with `today`, there are `LONG_WORKDAYS` working days."""
    day, passed = today, 0
    while passed < LONG_WORKDAYS:
        passed += calendar.is_workday(day)
        day -= timedelta(days=1)
    return day
