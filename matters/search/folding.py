"""Texts in the one form in which they are compared: what was typed and what is in the catalog alike. Pure."""

import unicodedata
from functools import lru_cache
from typing import Any

_BETWEEN = str.maketrans(dict.fromkeys(",;、|/+&", " "))
"""Marks that stand between words, after NFKC."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of what was typed, each folded; spaces and marks like ，、/ stand between them."""
    plain = simplified(_plain(text)).translate(_BETWEEN)
    return tuple(word for part in plain.split() if (word := _kept(part)))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Small, half-width, simplified, and only letters, digits and characters: `殘疾人證（新辦）Ａ` as `残疾人证新办a`."""
    return _kept(simplified(_plain(text)))


def places(text: str) -> tuple[str, tuple[int, ...]]:
    """A text folded character by character, and which character of it each one comes from; for marking what fitted."""
    folded = [(kept, index) for index, character in enumerate(text) for kept in fold(character)]
    return "".join(kept for kept, _ in folded), tuple(index for _, index in folded)


def simplified(text: str) -> str:
    """Traditional characters as simplified ones; everything else as it is."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return str(_converter().convert(text))
    return text  # GB2312 holds simplified characters only: nearly every text spares loading the dictionaries


def _plain(text: str) -> str:
    """Half-width and small, without what is no character at all (half a pair, a NUL)."""
    return unicodedata.normalize("NFKC", text.encode(errors="ignore").decode().replace("\0", "")).lower()


def _kept(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc  # 40 ms and 7 MB, which a process pays when somebody first types a traditional character

    return opencc.OpenCC("t2s")
