"""When a site is open: its hours, the State Council's holidays and worked weekends, and what comes next."""

from datetime import date, time

import pytest

from matters.open_days import Days, on
from matters.opening import day_words, state, week
from matters.periods import Period
from matters.workdays import WorkCalendar
from tests.factories import local

MORNING = Period(weekdays="12345", opens=time(9), closes=time(12))
AFTERNOON = Period(weekdays="12345", opens=time(13, 30), closes=time(17))
SATURDAY = Period(weekdays="6", opens=time(9), closes=time(11, 30))
PERIODS = (MORNING, AFTERNOON, SATURDAY)
# 2026: 10月1日（周四）至7日放假，9月20日（周日）、10月10日（周六）上班（国办发明电〔2025〕7号）
HOLIDAYS = [date(2026, 10, day) for day in (1, 2, 5, 6, 7)]
DAYS = Days(
    WorkCalendar(
        exceptions={**dict.fromkeys(HOLIDAYS, False), date(2026, 10, 10): True}, official_years=frozenset({2026})
    ),
    dict.fromkeys(HOLIDAYS, "国庆节"),
)


@pytest.mark.parametrize(
    ("at", "is_open", "words"),
    [
        ((9, 29, 8, 0), False, "现在关门，9:00开门"),
        ((9, 29, 9, 0), True, "现在开门，12:00关门，13:30再开"),
        ((9, 29, 12, 0), False, "现在关门，13:30再开"),
        ((9, 29, 15, 0), True, "现在开门，17:00关门，明天9:00再开"),
        ((9, 29, 17, 0), False, "今天已经关门，明天9:00开门"),
        ((9, 30, 18, 0), False, "今天已经关门，10月8日（周四）9:00开门"),
        ((10, 1, 10, 0), False, "今天不上班（国庆节），10月8日（周四）9:00开门"),
        ((10, 10, 14, 0), True, "现在开门，17:00关门，10月12日（周一）9:00再开"),
        ((10, 18, 10, 0), False, "今天不上班，明天9:00开门"),
    ],
)  # fmt: skip
def test_the_state_says_what_is_now_and_what_comes_next(at, is_open, words):
    now = state(local(2026, *at), PERIODS, DAYS)
    assert (now.is_open, now.words) == (is_open, words)


def test_a_weekend_that_belongs_to_a_holiday_is_closed_although_the_site_opens_on_saturdays():
    assert (on(date(2026, 10, 3), PERIODS, DAYS).hours, on(date(2026, 10, 3), PERIODS, DAYS).special) == ((), "国庆节")
    assert on(date(2026, 10, 17), PERIODS, DAYS).hours_words == "9:00—11:30"


def test_a_worked_weekend_day_has_the_hours_of_a_friday():
    worked = on(date(2026, 10, 10), PERIODS, DAYS)
    assert (worked.hours_words, worked.special) == ("9:00—12:00、13:30—17:00", "调休上班")


def test_a_season_stands_instead_of_the_hours_all_year_that_it_overlaps():
    summer = Period(weekdays="12345", opens=time(15), closes=time(18), season=("06-01", "09-30"))
    periods = (MORNING, AFTERNOON, summer)
    assert on(date(2026, 9, 30), periods, DAYS).hours_words == "9:00—12:00、15:00—18:00"
    assert on(date(2026, 10, 8), periods, DAYS).hours_words == "9:00—12:00、13:30—17:00"


def test_a_season_may_go_over_the_end_of_the_year():
    winter = Period(weekdays="12345", opens=time(10), closes=time(12), season=("12-01", "02-28"))
    days = (date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 4), date(2027, 3, 1))
    assert [bool(on(day, (winter,), DAYS).hours) for day in days] == [False, True, True, False]


def test_the_week_goes_on_with_what_is_special_within_two_weeks():
    shown = week(date(2026, 9, 28), PERIODS, DAYS)
    assert [d.day.day for d in shown] == [28, 29, 30, 1, 2, 3, 4, 5, 6, 7, 10]
    assert shown[-1].day_words == "10月10日（周六）"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 9, 29), "9月29日（周二）9:00—12:00、13:30—17:00"),
        (date(2026, 10, 18), "10月18日（周日）不上班，10月19日（周一）9:00开门"),
        (date(2026, 10, 1), "10月1日（周四）不上班（国庆节），10月8日（周四）9:00开门"),
        (date(2026, 10, 10), "10月10日（周六）9:00—12:00、13:30—17:00（调休上班）"),
    ],
)
def test_a_day_in_words_is_true_whenever_it_is_read(day, words):
    assert day_words(day, PERIODS, DAYS) == words


def test_a_holiday_with_a_fixed_date_is_closed_in_a_year_that_is_not_announced():
    assert day_words(date(2027, 1, 1), PERIODS, DAYS) == "1月1日（周五）不上班（节假日），1月2日（周六）9:00开门"


def test_without_hours_nothing_is_said():
    assert state(local(2026, 9, 29, 10, 0), (), DAYS).words == ""
