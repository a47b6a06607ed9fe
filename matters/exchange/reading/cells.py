"""What a cell holds: plain text, and the two kinds of text that are not to be taken for what they say."""

import re

from openpyxl.utils.escape import unescape

from matters.exchange.given import FileRefused

LONGEST = 32_767
"""Characters a spreadsheet's cell can hold; a longer one was not written by a spreadsheet."""
MOST_COLUMNS = 16_384

_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_CONSTANT = re.compile(r'="([^"]*)"')
_PHONE_OR_NUMBER = re.compile(r"[+-]?[\d\s()（）.,%-]+")
_SIGNED_FORMULA = re.compile(
    r"""[+\-@]\s*(?:
        [A-Za-z_][\w.]*\s*[(|!]                              # a function, a DDE command, another sheet
        | \$?[A-Za-z]{1,3}\$?\d+\s*(?:$|[-+*/^&:,)])         # a cell
        | [\d.]+\s*[-+*/^&]\s*[\dA-Za-z($]                   # a calculation
    )""",
    re.VERBOSE | re.ASCII,
)


class Formula(str):
    """A formula as its text, with the sign it begins with. It is never calculated; its last result is not read either."""

    __slots__ = ()


class CellError(str):
    """What a spreadsheet shows instead of a value: #REF!, #N/A, #VALUE! …"""

    __slots__ = ()


def plain(text: str) -> str:
    """Text without the format's escapes (`_x000D_`) and without characters that no database keeps; lines end with a line feed."""
    text = unescape(text) if "_x" in text else text
    if not _UNWANTED.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def from_text(text: str) -> str | None:
    """A csv's cell: None when nothing but white space, a `Formula` when a spreadsheet would calculate it, otherwise text.

    `="0123"` is how some systems keep a spreadsheet from turning a code into a number; it is the text between the quotes.
    """
    bare = text.strip()
    if not bare:
        return None
    if bare[0] in "=+-@":
        return _signed(bare)
    return plain(text)


def _signed(text: str) -> str | None:
    if constant := _CONSTANT.fullmatch(text):
        return constant[1].strip() or None
    if text[0] == "=":
        return Formula(text) if len(text) > 1 else text
    is_formula = not _PHONE_OR_NUMBER.fullmatch(text) and _SIGNED_FORMULA.match(text)
    return Formula(text) if is_formula else plain(text)


def refuse_long(place: str) -> FileRefused:
    """The refusal of a cell longer than `LONGEST`."""
    return FileRefused(f"{place}的内容超过 {LONGEST:,} 个字，不是表格软件能写出的单元格。请缩短后再导入。")
