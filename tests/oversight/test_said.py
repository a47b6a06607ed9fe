import pytest

from oversight.refusal import CannotDo
from oversight.said import said


def test_words_are_kept_in_their_lines_and_without_blanks_around_them() -> None:
    assert said("  一\r\n二 ", "words", longest=3) == "一\n二"


@pytest.mark.parametrize("text", ["", " \r\n "])
def test_nothing_will_do_where_nothing_is_asked_for(text: str) -> None:
    assert said(text, "words", longest=3) == ""


def test_the_landline_of_an_office_is_nobodys() -> None:
    assert said("打0372-1234567", "words", longest=20) == "打0372-1234567"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (" ", "请写明。"),
        ("好" * 21, "最多20个字，现在有21个字。"),
        ("打138 0000 3210", "里面像是有手机、身份证或银行卡号码，请删去：这些话会一直留着。"),
        ("好😀", "“😀”（U+1F600）印不出来，请换一种写法。"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_at_their_field(text: str, why: str) -> None:
    with pytest.raises(CannotDo) as refused:
        said(text, "words", longest=20, missing="请写明。")
    assert (refused.value.field, str(refused.value)) == ("words", why)
