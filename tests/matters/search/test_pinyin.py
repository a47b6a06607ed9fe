"""Names as letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.search.pinyin import full, initials


@pytest.mark.parametrize(
    ("name", "spelled", "short"),
    [
        ("残疾人证核发（新办）", "canjirenzhenghefaxinban", "cjrzhfxb"),
        ("重新办理", "chongxinbanli", "cxbl"),
        ("重大事项", "zhongdashixiang", "zdsx"),
        ("银行开户、行驶证", "yinhangkaihuxingshizheng", "yhkhxsz"),
        ("会计从业", "kuaijicongye", "kjcy"),
        ("旅馆业、女职工", "lvguanyenvzhigong", "lgynzg"),
        ("A2驾照 ２０２６", "a2jiazhao2026", "a2jz2026"),
        ("𠮷野家", "yejia", "yj"),
        ("——（）", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_is_spelled_in_small_letters_without_marks(name: str, spelled: str, short: str) -> None:
    assert (full(name), initials(name)) == (spelled, short)


@given(st.text(max_size=30))
def test_letters_spell_themselves(text: str) -> None:
    assert [full(full(text)), initials(initials(text))] == [full(text), initials(text)]


@given(st.text(max_size=30))
def test_whatever_the_name_only_small_letters_and_digits_come_out(text: str) -> None:
    assert [c for c in full(text) if not (c.isascii() and c.isalnum() and c == c.lower())] == []
