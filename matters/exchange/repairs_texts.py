"""Repairs of any text: each a function from a text to the better text, which gives the same text back where there is nothing to do."""

import re
from collections.abc import Callable

_MIXED = re.compile(r"（([^（）()]*)\)|\(([^（）()]*)）")
_HALF = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"(?<=[一-龥])\s*[（(\[【［]((?:19|20)\d{2})[）)\]】］]\s*(?=第?\d+号)")
_DOUBLED = re.compile(r"(?<![收达得找])到到(?![期账达位])|(?<!目)的的|或或|(?<!共)和和|是是|请请|须须|自自(?!然)")
_TITLE_BLANKS = re.compile(r"(?<=《)\s+|\s+(?=》)")
_FOOTER = re.compile(r"^[\s【\[]*(?:上一[条篇页]|下一[条篇页]|打印本页|关闭窗口|返回(?:顶部|上一页|列表)|分享到)")
SUSPECT = re.compile(
    r"[()（【［\[]|《\s|\s》|[上下]一[条篇页]|打印本页|关闭窗口|返回|分享到|到到|的的|或或|和和|是是|请请|须须|自自"
)
"""A text without any of these has nothing to repair."""


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


ANYWHERE: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("footer_lines", footer_lines),
    ("title_blanks", title_blanks),
    ("doubled_words", doubled_words),
    ("document_number_brackets", document_number_brackets),
    ("mixed_brackets", mixed_brackets),
)
IN_NAMES = (*ANYWHERE, ("full_width_brackets", full_width_brackets))
