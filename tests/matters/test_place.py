"""Where to go, and when it is open."""

from datetime import time

import pytest

from matters.enums import Level
from matters.periods import Period, hours_words
from matters.place import Place

MORNING = Period(weekdays="12345", opens=time(9), closes=time(12))
AFTERNOON = Period(weekdays="12345", opens=time(13, 30), closes=time(17))
WINTER = ("10-01", "05-31")
SUMMER = ("06-01", "09-30")


def period(opens: int, closes: int, season: tuple[str, str] | None = None, weekdays: str = "12345") -> Period:
    return Period(weekdays=weekdays, opens=time(opens), closes=time(closes), season=season)


@pytest.mark.parametrize(
    ("periods", "words"),
    [
        ([], ""),
        ([MORNING, AFTERNOON], "周一至周五 9:00—12:00、13:30—17:00，法定节假日除外"),
        (
            [MORNING, period(9, 11, weekdays="6")],
            "周一至周五 9:00—12:00；周六 9:00—11:00，法定节假日除外",
        ),
        ([period(8, 20, weekdays="1234567")], "周一至周日 8:00—20:00，法定节假日除外"),
        ([period(9, 12, weekdays="24")], "周二、周四 9:00—12:00，法定节假日除外"),
        (
            [period(9, 12, WINTER), period(13, 17, WINTER), period(9, 12, SUMMER), period(15, 18, SUMMER)],
            "周一至周五 9:00—12:00、13:00—17:00（6月至9月15:00—18:00），法定节假日除外",
        ),
        ([period(9, 12, SUMMER)], "周一至周五 6月至9月9:00—12:00，法定节假日除外"),
        ([period(9, 12, ("05-15", "09-20"))], "周一至周五 5月15日至9月20日9:00—12:00，法定节假日除外"),
    ],
)
def test_hours_are_told_as_on_the_door(periods: list[Period], words: str) -> None:
    assert hours_words(periods) == words


def test_the_position_inside_a_site_is_floor_and_window() -> None:
    place = Place(code="beiguan", name="中心", level=Level.DISTRICT, address="演示路", floor="二楼", window="3号窗口")
    assert place.position == "二楼3号窗口"
