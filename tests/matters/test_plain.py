"""The canonical form that every hash is taken over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matters.enums import Form
from matters.plain import canonical, digest, to_plain
from tests.strategies import any_text


def test_canonical_json_is_sorted_tight_and_unescaped() -> None:
    assert (
        canonical({"b": [1, None, True], "甲": "《行政许可法》"})
        == '{"b":[1,null,true],"甲":"《行政许可法》"}'.encode()
    )


def test_the_digest_of_a_known_value_never_changes() -> None:
    assert (
        digest({"serial": "北关〔2026〕000001"}) == "5479a1d4a2b2466567ab5adf8d854ba50979da4e492a2b22b962bb95bbdbcc8a"
    )


@given(st.dictionaries(any_text, st.integers() | any_text | st.booleans() | st.none()))
def test_the_order_of_keys_does_not_change_the_digest(data: dict[str, object]) -> None:
    assert digest(dict(reversed(data.items()))) == digest(data)


@given(any_text, any_text)
def test_different_texts_have_different_digests(one: str, other: str) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@pytest.mark.parametrize(("value", "plain"), [(Form.PAPER, "paper"), (date(2026, 3, 9), "2026-03-09")])
def test_only_what_json_knows_is_left(value: object, plain: object) -> None:
    assert to_plain(value) == plain
