"""Chinese names as letters. Pure."""

import unicodedata
from functools import lru_cache


def full(text: str) -> str:
    """残疾人证 as `canjirenzheng`: small letters without tones or spaces. Latin letters and digits stay, all other marks are dropped.

    A character with several readings is read as in the phrase it stands in (重新 `chongxin`, 会计 `kuaiji`); ü is `v`, as it is typed.
    """
    return "".join(_syllables(text))


def initials(text: str) -> str:
    """残疾人证 as `cjrz`: the first letter of each syllable; Latin letters and digits stay."""
    return "".join(syllable[0] for syllable in _syllables(text))


def spelled(text: str) -> tuple[str, ...]:
    """One syllable for each character, in its order; what has no reading stands for itself."""
    if text.isascii():
        return tuple(text)
    from pypinyin import lazy_pinyin

    found = tuple(lazy_pinyin(text, errors=list))  # type: ignore[arg-type]
    return found if len(found) == len(text) else tuple(s for c in text for s in lazy_pinyin(c) or [c])


@lru_cache(maxsize=1024)
def _syllables(text: str) -> tuple[str, ...]:
    """The syllables of the text; each Latin letter or digit stands as one of its own."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if plain.isascii():
        return tuple(_kept(plain))
    from pypinyin import lazy_pinyin  # 0.2 s and 40 MB of dictionary, which a process pays when it first meets a name

    return tuple(lazy_pinyin(plain, errors=_kept))  # type: ignore[arg-type]  # its types forget that a list is welcome


def _kept(run: str) -> list[str]:
    """Of what is not Chinese the letters and digits."""
    return [character for character in run if character.isascii() and character.isalnum()]
