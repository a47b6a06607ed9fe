"""A text found in another and replaced: as a whole word or anywhere, as typed or however it is written."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A text to find. `whole`: not inside a longer word or number. `exact`: letters and widths as they are typed."""

    find: str
    whole: bool = False
    exact: bool = True


def replaced(text: str, search: Search, by: str) -> str:
    """The text with every occurrence replaced, found from left to right; what is around them stays as it was typed."""
    folded, starts = _folded(text, exact=search.exact)
    needle = _folded(search.find, exact=search.exact)[0]
    if not needle:
        return text
    done, result = 0, []
    for match in re.finditer(re.escape(needle), folded):
        if _halves(starts, match) or (search.whole and _is_inside(folded, match)):
            continue
        begin, end = starts[match.start()], starts[match.end()]
        if begin >= done:
            result += [text[done:begin], by]
            done = end
    return "".join([*result, text[done:]])


def _halves(starts: list[int], match: re.Match[str]) -> bool:
    """Whether the find begins or ends within one character (㎏ is compared as kg)."""
    return any(at > 0 and starts[at] == starts[at - 1] for at in match.span())


def _is_inside(text: str, match: re.Match[str]) -> bool:
    """Whether the find goes on in letters or digits on either side; Han characters are words of their own."""
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    after = text[match.end() : match.end() + 1]
    return _joins(before, text[match.start()]) or _joins(text[match.end() - 1], after)


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and all(
        c.isascii() and c.isalnum() for c in unicodedata.normalize("NFKC", left + right)
    )


def _folded(text: str, *, exact: bool) -> tuple[str, list[int]]:
    """The text as it is compared, and where each of its characters stands in the original, with the end."""
    if exact:
        return text, list(range(len(text) + 1))
    folded, starts = "", []
    for index, character in enumerate(text):
        plain = unicodedata.normalize("NFKC", character).casefold()
        folded += plain
        starts += [index] * len(plain)
    return folded, [*starts, len(text)]
