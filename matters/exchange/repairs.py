"""Repairs of a text that could be made: proposed at its place, made only when they are accepted.

Those of any text are made in `repairs_texts`, those of a whole material (splitting, alternatives, conditions) in `repairs_materials`.
"""

from collections.abc import Container
from functools import lru_cache
from typing import NamedTuple

from matters.exchange.given import Repair
from matters.exchange.repairs_texts import ANYWHERE, IN_NAMES, SUSPECT

KINDS = {
    "footer_lines": "去掉混入的页脚导航",
    "title_blanks": "去掉书名号里的空格",
    "doubled_words": "去掉重复的字",
    "document_number_brackets": "文号改用六角括号",
    "mixed_brackets": "混用的括号改成全角",
    "full_width_brackets": "半角括号改成全角",
    "split_list": "一格里的编号清单拆开",
    "lift_necessity": "名称里的必要性移到“必要性”",
    "lift_copies": "名称里的份数移到“原件份数、复印件份数”",
    "lift_condition": "名称里的条件改成适用情形",
    "alternatives": "“或”改成多选一分组",
    "split_materials": "拆成几种材料",
    "library_name": "改用材料库里的名称",
}
"""Every kind of repair and what it does, in words."""

ALL = "all"


class Mend(NamedTuple):
    """A repair of a text: its kind, and the text with it."""

    kind: str
    after: str


@lru_cache(maxsize=16384)
def mends(text: str, *, is_name: bool) -> tuple[Mend, ...]:
    """The repairs this text could have, each by itself."""
    if not SUSPECT.search(text):
        return ()
    made = ((kind, repair(text)) for kind, repair in (IN_NAMES if is_name else ANYWHERE))
    return tuple(Mend(kind, after) for kind, after in made if after != text)


def mended(text: str, kinds: Container[str]) -> str:
    """The text with the repairs of these kinds, in their order."""
    for kind, repair in IN_NAMES:
        if kind in kinds:
            text = repair(text)
    return text


def is_accepted(repair: Repair, accepted: Container[str]) -> bool:
    """Whether it was accepted by its id, with its kind, or with all."""
    return repair.id in accepted or repair.kind in accepted or ALL in accepted
