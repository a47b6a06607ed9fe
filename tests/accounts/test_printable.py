"""What cannot be printed is refused where it is typed."""

import pytest
from django.core.exceptions import ValidationError

from accounts.printable import printable


@pytest.mark.parametrize("text", ["灯塔路128号", "𠮷㛃䶮", "Dr. Müller №5", "一行\n两行"])
def test_texts_of_papers_pass(text: str) -> None:
    assert printable(text) is None


@pytest.mark.parametrize("text", ["1号😀", "窗\x07口", "证\ue000明", "零\u200b宽"])
def test_what_no_face_has_is_named(text: str) -> None:
    with pytest.raises(ValidationError, match="印不出来"):
        printable(text)
