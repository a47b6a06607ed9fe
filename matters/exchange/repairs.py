"""Repairs of a text that could be made: proposed at its place, made only when they are accepted.

A repair is a function from a text to the better text; it gives the same text back where there is nothing to do. Repairs of a whole material
(splitting, alternatives, conditions) are in `repairs_materials`.
"""

import re
from collections.abc import Callable, Container
from functools import lru_cache
from typing import NamedTuple

from matters.exchange.given import Repair

_MIXED = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_HALF = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"(?<=[一-龥])\s*[（(\[【［]((?:19|20)\d{2})[）)\]】］]\s*(?=第?\d+号)")
_DOUBLED = re.compile(r"(?<![收达得找])到到(?![期账达位])|(?<!目)的的|或或|(?<!共)和和|是是|请请|须须|自自(?!然)")
_TITLE_BLANKS = re.compile(r"(?<=《)\s+|\s+(?=》)")
_FOOTER = re.compile(r"^[\s【\[]*(?:上一[条篇页]|下一[条篇页]|打印本页|关闭窗口|返回(?:顶部|上一页|列表)|分享到)")
_SUSPECT = re.compile(
    r"[()（【［\[]|《\s|\s》|[上下]一[条篇页]|打印本页|关闭窗口|返回|分享到|到到|的的|或或|和和|是是|请请|须须|自自"
)


def mixed_brackets(text: str) -> str:
    """A bracket opened full-width and closed half-width, or the other way round: both full-width."""
    return _MIXED.sub(lambda m: f"（{m[1] or m[2] or ''}）", text)


def full_width_brackets(text: str) -> str:
    """Half-width brackets of a name; those of a year in a document number are another repair's."""
    held = _NUMBER.sub(lambda m: m[0].replace("(", "\0").replace(")", "\1"), text)
    return _HALF.sub(r"（\1）", held).replace("\0", "(").replace("\1", ")")


def document_number_brackets(text: str) -> str:
    """陕民发(2012)11号 → 陕民发〔2012〕11号 (GB/T 9704-2012, 7.2.5)."""
    return _NUMBER.sub(r"〔\1〕", text)


def doubled_words(text: str) -> str:
    """到到 → 到."""
    return _DOUBLED.sub(lambda m: m[0][0], text)


def title_blanks(text: str) -> str:
    """《 陕西省高龄补贴 》 → 《陕西省高龄补贴》."""
    return _TITLE_BLANKS.sub("", text)


def footer_lines(text: str) -> str:
    """Without the page navigation that was copied along (上一条：没有了)."""
    return "\n".join(line for line in text.split("\n") if not _FOOTER.match(line)).strip()


_ANYWHERE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("footer_lines", footer_lines),
    ("title_blanks", title_blanks),
    ("doubled_words", doubled_words),
    ("document_number_brackets", document_number_brackets),
    ("mixed_brackets", mixed_brackets),
)
_IN_NAMES = (*_ANYWHERE, ("full_width_brackets", full_width_brackets))

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
    if not _SUSPECT.search(text):
        return ()
    made = ((kind, repair(text)) for kind, repair in (_IN_NAMES if is_name else _ANYWHERE))
    return tuple(Mend(kind, after) for kind, after in made if after != text)


def mended(text: str, kinds: Container[str]) -> str:
    """The text with the repairs of these kinds, in their order."""
    for kind, repair in _IN_NAMES:
        if kind in kinds:
            text = repair(text)
    return text


def is_accepted(repair: Repair, accepted: Container[str]) -> bool:
    """Whether it was accepted by its id, with its kind, or with all."""
    return repair.id in accepted or repair.kind in accepted or ALL in accepted
