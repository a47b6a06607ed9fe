"""Numbers of persons in free words."""

import pytest

from accounts.personal_numbers import holds_number, holds_personal_number


@pytest.mark.parametrize(
    ("words", "held"), [("打电话通知补正", False), ("打138 1234 3210", True), ("2026年3月9日", False)]
)
def test_words_for_the_record_hold_no_number(words, held):
    assert holds_number(words) == held


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("13800003210", True),
        ("１３８ ００００ ３２１０", True),
        ("138-0000-3210", True),
        ("0372-0001103", True),
        ("11010519491231002X", True),
        ("110105194912310021", True),
        ("6222020200000000000", True),
        ("2026-03-09 来的", False),
        ("北关灯塔路〔2026〕000123", False),
        ("12345热线", False),
        ("交了2份、跑了3趟，花了120元", False),
        ("", False),
    ],
)
def test_numbers_of_persons_are_told_from_others(text: str, is_personal: bool) -> None:
    assert holds_personal_number(text) == is_personal


@pytest.mark.parametrize(("text", "held"), [("请拨 0372-1234567", False), ("138 0013 8000", True)])
def test_where_offices_are_named_their_landlines_may_stand(text: str, held: bool) -> None:
    assert holds_personal_number(text, landline=False) == held
