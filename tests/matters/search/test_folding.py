"""Texts as they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.search.folding import fold, places, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("殘疾人證（新辦）Ａ", "残疾人证新办a"), ("《就业创业证》申领", "就业创业证申领"), ("A2 驾照", "a2驾照"),
        ("４０５０", "4050"), ("㎡", "m2"), ("——", ""),
        ("\ud800证\0", "证"), ("", ""),
    ],
)  # fmt: skip
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("残疾证，补办", ("残疾证", "补办")), ("身份证、户口本/护照", ("身份证", "户口本", "护照")), ("　结婚　登记　", ("结婚", "登记")),
        ("“结婚”（登记）", ("结婚登记",)), ("% _ '", ()),
    ],
)  # fmt: skip
def test_what_was_typed_is_cut_into_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_every_folded_character_has_its_place(text: str) -> None:
    folded, origin = places(text)
    assert (len(origin), list(origin)) == (len(folded), sorted(origin))
