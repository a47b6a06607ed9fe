"""Places of changes of a matter in the words of its page."""

import re
from collections.abc import Mapping

from accounts.place_words import place_words as _place_words
from matters.models import Matter
from matters.working_copy import WorkingCopy

_ROW = re.compile(r"(?P<list>\w+)\[(?P<key>.*)\]")


def row_names(*copies: WorkingCopy) -> dict[str, str]:
    """What the keyed rows of some working copies are called: {"requirements[m2]": "居民身份证"}."""
    names: dict[str, str] = {}
    for copy in copies:
        names |= {f"requirements[{row.key}]": row.name_override or row.material for row in copy.requirements}
        names |= {f"questions[{row.key}]": row.text for row in copy.questions}
    return names


def place_words(place: str, names: Mapping[str, str] | None = None) -> str:
    """`申请材料 m2 · 复印件份数` for "requirements[m2].copies"; with `names` the row is called `居民身份证` instead of m2."""
    found = _ROW.match(place)
    name = (names or {}).get(found[0], "") if found else ""
    if found and name:
        place = f"{found['list']}[{name}]{place[found.end() :]}"
    return _place_words(Matter, place)
