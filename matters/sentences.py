"""Texts of several origins as one text that says everything once."""

import re
from collections.abc import Iterable


def plain(text: str) -> str:
    """A text by which two are compared: white space counts once."""
    return " ".join(text.split())


def joined(texts: Iterable[str]) -> str:
    """The shortest text first, then from each longer one the sentences not said yet; the same whatever order they come in."""
    distinct = sorted(dict.fromkeys(filter(None, map(plain, texts))), key=lambda text: (len(text), text))
    if len(distinct) < 2:
        return "".join(distinct)
    return "；".join(dict.fromkeys(s for text in distinct for s in _sentences(text)))


def listed(names: Iterable[str], between: str = "、") -> str:
    """`“身份证”、“户口簿”`."""
    return between.join(f"“{name}”" for name in names)


def _sentences(text: str) -> list[str]:
    return [s.strip() for s in re.split(r"[。；;]", text) if s.strip()]
