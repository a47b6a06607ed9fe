"""Figures as they are read aloud."""

import pytest

from notices.telling.spoken_numbers import cardinal, counted, digit_by_digit, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("周一至周五 9:00—12:00、14:00—17:30", "周一至周五 上午九点到十二点、下午两点到五点半"),
        ("6月至9月15:00—18:00", "六月至九月下午三点到六点"),
        ("12:30开门，19:05关门", "中午十二点半开门，晚上七点零五分关门"),
        ("0372-0002011、0372-12345", "零三七二 零零零 二零幺幺、零三七二 幺二三四五"),
        ("拨打12345转接", "拨打幺二三四五转接"),
        ("评定后3个工作日内，2份", "评定后三个工作日内，两份"),
        ("2号窗口、2月2日", "二号窗口、二月二日"),
        ("2026年3月9日", "二零二六年三月九日"),
        ("每本10.5元", "每本十点五元"),
    ],
)
def test_figures_are_written_as_they_are_said(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize("text", ["K7M2PA", "https://zwfw.example.gov.cn/g/K7M2PA/?a=1", "第①项", "GB-39046"])
def test_codes_and_addresses_of_the_web_stay_as_they_are(text: str) -> None:
    assert spoken(text) == text


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (108, "一百零八"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (2000, "二千"),
    ],
)
def test_numbers_are_said_without_superfluous_zeros(number: int, said: str) -> None:
    assert cardinal(number) == said


def test_two_of_something_is_liang_and_twelve_is_not() -> None:
    assert [counted(n) for n in (1, 2, 12)] == ["一", "两", "十二"]


def test_long_numbers_are_dictated_in_groups_a_hand_can_follow() -> None:
    assert [digit_by_digit(x) for x in ("000123", "13800138000", "12345678")] == [
        "零零零 幺二三",
        "幺三八 零零幺三 八零零零",
        "幺二三四 五六七八",
    ]
