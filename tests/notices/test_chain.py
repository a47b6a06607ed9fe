"""Tokens, and the hash that ties every notice to the one before."""

from hypothesis import given
from hypothesis import strategies as st

from notices import chain

HEAD = {
    "previous": "a" * 64,
    "serial": "北关〔2026〕000002",
    "token": "0" * 20,
    "snapshot_sha256": "b" * 64,
    "facts": "{}",
}


def test_a_token_is_twenty_characters_without_look_alikes() -> None:
    token = chain.new_token()
    assert len(token) == 20
    assert set(token) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_tokens_do_not_repeat() -> None:
    assert len({chain.new_token() for _ in range(2000)}) == 2000


def test_a_token_holds_a_hundred_bits() -> None:
    assert len(set(chain.CROCKFORD)) ** chain.TOKEN_LENGTH == 2**100


def test_the_chain_hash_of_a_known_notice_never_changes() -> None:
    # sha256 over the five texts joined by line feeds; anybody can do it again with other tools.
    assert chain.link(**HEAD) == "3698f34ba5efdf21c8ccfca274efef3996781226087136cd515dadf8e4547d5b"


@given(st.sampled_from(sorted(HEAD)), st.text(min_size=1))
def test_every_part_of_a_notice_counts(part: str, text: str) -> None:
    assert (chain.link(**{**HEAD, part: text}) == chain.link(**HEAD)) == (text == HEAD[part])
