"""Sheets as given out, as plain data."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from matters.guide import Guide
from matters.place import Place
from matters.workdays import WorkCalendar
from notices.enums import Manner
from notices.sheet import Issuance, Sheet
from tests.factories import local, make_sheet


def on_paper(year: int, month: int, day: int) -> datetime:
    """A local time without offset, as `compose` takes it."""
    return local(year, month, day).replace(tzinfo=None)


CALENDAR = WorkCalendar(official_years=frozenset({2026}))
ISSUANCE = Issuance(
    serial="北关灯塔路〔2026〕000123",
    clerk="演示02号",
    window="2号综合窗口",
    manner=Manner.PHONE,
    told_at=on_paper(2026, 3, 9),
    calendar=CALENDAR,
)


def issued(guide: Guide | None = None, others: Iterable[Place] = (), **values: Any) -> Sheet:
    """The sheet of a guide as given out by telephone on 9 March 2026."""
    url = "https://zwfw.example.gov.cn/n/0123456789ABCDEFGHJK/"
    return make_sheet(guide, issuance=replace(ISSUANCE, **values), url=url, others=others)
