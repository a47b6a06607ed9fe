"""When it is done if it is accepted today, and what starts and stops the clock."""

from datetime import date

import pytest

from matters.clock import Completion, clock, completion
from matters.enums import LimitKind, LimitUnit
from matters.guide import Guide, Limit, Option, Pause, Question
from matters.tailoring import tailor
from matters.workdays import WorkCalendar
from tests.factories import make_guide

NEW_YEAR = {date(2027, 1, 1): False}
CALENDAR = WorkCalendar(exceptions=NEW_YEAR, official_years=frozenset({2026}))
MONDAY = date(2026, 3, 9)
KIND = Question(key="kind", text="哪种？", options=(Option(key="urgent", text="急难"), Option(key="slow", text="支出")))


def promised(amount: int, unit: LimitUnit = LimitUnit.WORKDAY, **values: object) -> Limit:
    return Limit(kind=LimitKind.PROMISED, amount=amount, unit=unit, **values)  # type: ignore[arg-type]


def statutory(amount: int, unit: LimitUnit = LimitUnit.WORKDAY, **values: object) -> Limit:
    return Limit(kind=LimitKind.STATUTORY, amount=amount, unit=unit, **values)  # type: ignore[arg-type]


def told(day: date, *limits: Limit) -> Completion:
    return completion(make_guide(limits=limits), CALENDAR.roll(day), CALENDAR, today=day)


def test_both_limits_are_dated_the_promise_first() -> None:
    found = told(MONDAY, statutory(20), promised(5))
    assert (found.accepted, found.dates, found.is_estimate) == (
        "今天（3月9日）受理",
        "承诺最迟3月16日办结（法定最迟4月6日办结）",
        False,
    )


@pytest.mark.parametrize(
    ("limits", "dates"),
    [
        ((statutory(1),), "法定最迟3月10日办结"),
        ((promised(0), statutory(1, LimitUnit.MONTH)), "承诺当场办结（法定最迟4月9日办结）"),
        ((promised(24, LimitUnit.HOUR),), "承诺最迟3月10日办结"),
        ((promised(1, LimitUnit.YEAR),), "承诺最迟2027年3月9日办结（预计）"),
        ((), ""),
    ],
)
def test_a_limit_in_any_unit_is_dated(limits: tuple[Limit, ...], dates: str) -> None:
    assert told(MONDAY, *limits).dates == dates


def test_on_a_day_off_it_is_accepted_on_the_next_working_day() -> None:
    found = told(date(2026, 3, 7), promised(1))
    assert (found.start, found.accepted, found.dates) == (MONDAY, "下一个工作日（3月9日）受理", "承诺最迟3月10日办结")


def test_only_the_date_in_a_year_not_announced_is_an_estimate() -> None:
    found = told(date(2026, 12, 30), promised(1), statutory(2))
    assert (found.dates, found.is_estimate) == ("承诺最迟12月31日办结（法定最迟2027年1月4日办结（预计））", True)


def test_a_limit_that_hangs_on_an_open_answer_is_named_without_a_date() -> None:
    limits = (promised(24, LimitUnit.HOUR, when=("kind.urgent",)), promised(10, when=("kind.slow",)), statutory(30))
    guide = make_guide(questions=(KIND,), limits=limits)
    asked, answered = (completion(tailor(guide, a), MONDAY, CALENDAR, today=MONDAY) for a in ({}, {"kind": "slow"}))
    assert (asked.dates, asked.depends) == ("法定最迟4月20日办结", ("急难时：承诺24小时", "支出时：承诺10个工作日"))
    assert (answered.dates, answered.depends) == ("承诺最迟3月23日办结（法定最迟4月20日办结）", ())


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ((promised(5),), "自受理之日起算，当天不计"),
        ((promised(5, note="自收到申请之日起"), statutory(20, note="自受理之日起")), "自收到申请之日起算，当天不计"),
        ((promised(5, note="自受理次日起计算"),), "自受理次日起算"),
        ((promised(5, note="可延长5个工作日"),), "自受理之日起算，当天不计；可延长5个工作日"),
        ((promised(8, LimitUnit.HOUR, note="自受理时起"),), "自受理时起算"),
        ((promised(0),), ""),
        ((), ""),
    ],
)
def test_the_clock_starts_when_the_note_says(limits: tuple[Limit, ...], words: str) -> None:
    assert clock(make_guide(limits=limits)) == words


@pytest.mark.parametrize(
    ("pauses", "words"),
    [
        (
            (Pause(name="残疾评定", limit="不超过15个工作日"), Pause(name="公示", limit="5日", note="均不计入时限")),
            "残疾评定不超过15个工作日、公示5日不计入时限",
        ),
        ((Pause(name="整改", note="须当面复核，时间不计入"),), "整改（须当面复核）不计入时限"),
    ],
)
def test_special_procedures_stop_the_clock(pauses: tuple[Pause, ...], words: str) -> None:
    guide: Guide = make_guide(limits=(promised(0),), pauses=pauses)
    assert clock(guide) == words


def test_a_promise_is_never_later_than_the_law_allows() -> None:
    days_off = {date(2026, 10, n): False for n in range(1, 8)}
    calendar = WorkCalendar(exceptions=days_off, official_years=frozenset({2026}))
    limits = (promised(3), statutory(8, LimitUnit.DAY))
    found = completion(make_guide(limits=limits), date(2026, 9, 29), calendar, today=date(2026, 9, 29))
    assert found.dates == "承诺最迟10月8日办结（法定最迟10月8日办结）"
