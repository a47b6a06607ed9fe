"""The text of a cell as it is meant: blanks, empty markers, full-width digits, markup from Word, what cannot be printed.

A cell that begins with an apostrophe is taken literally, as it stands after it. That is how our own export writes a text that would otherwise
be read as something else ("无" as a value, a leading "="), so that what goes out comes back the same.
"""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError

from accounts.cells import neutral
from accounts.printable import printable
from matters.exchange.finding import Finding, Found, error
from matters.exchange.given import Severity
from matters.exchange.markup import has_markup, without_markup

LITERAL = "'"
ATTACHED = frozenset({"详见附件", "见附件", "附件", "详见附表", "见附表"})
EMPTY = (
    frozenset(
        {
            "",
            "无",
            "/",
            "//",
            "\\",
            "-",
            "--",
            "—",
            "——",
            "－",
            "null",
            "none",
            "n/a",
            "na",
            "空",
            "暂无",
            "nan",
            "#n/a",
        }
    )
    | ATTACHED
)
"""What people write into a cell that says nothing; compared in small letters, without a final full stop."""

_CLEAN = re.compile(r"[!-%'-;=?-~·—‘’“”…、。《》〔〕一-鿿！（），：；？①-⑳]+")
_WIDE: dict[int, int | str] = {0xFF10 + i: 0x30 + i for i in range(10)}
_WIDE |= {start + i: ascii_start + i for start, ascii_start in ((0xFF21, 0x41), (0xFF41, 0x61)) for i in range(26)}
_WIDE |= {0x00A0: " ", 0x3000: " ", 0xFF0E: "."}
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_ATTACHED = (Finding(Severity.NOTE, "attached", "写着“详见附件”，附件里的内容没有导入，请补写到表里"),)


@lru_cache(maxsize=16384)
def text(raw: str) -> Found:
    """What the cell says as one text; empty for an empty marker. An error where it holds a character that cannot be printed."""
    if raw.startswith(LITERAL):
        return _checked(raw[1:])
    if _CLEAN.fullmatch(raw) and not is_empty(raw):
        return Found(raw)
    plain = tidy(raw)
    if is_empty(plain):
        return Found("", _ATTACHED if plain.rstrip("。.；;") in ATTACHED else ())
    return _checked(plain)


def tidy(raw: str) -> str:
    """Without markup, invisible characters and outer blanks; digits and letters half-width. Chinese punctuation stays."""
    plain = without_markup(raw) if has_markup(raw) else raw
    plain = plain.translate(_INVISIBLE).translate(_WIDE).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.strip() for line in plain.split("\n")).strip() if "\n" in plain else plain.strip()


def is_empty(plain: str) -> bool:
    """Whether a text is one of the marks for nothing."""
    return plain.rstrip("。.；;").strip().lower() in EMPTY


def _checked(plain: str) -> Found:
    try:
        printable(plain)
    except ValidationError as refused:
        return error("unprintable", str(refused.message))
    return Found(plain)


def within(found: Found, limit: int | None) -> Found:
    """The text, or an error where it is longer than `limit` characters."""
    if limit is None or not isinstance(found.value, str) or len(found.value) <= limit:
        return found
    return error("too_long", f"最多{limit}个字，现在{len(found.value)}个字，请精简")


def literal(value: str) -> str:
    """The text written so that it is read as it stands, whatever it looks like."""
    return LITERAL + value


def written_text(value: str) -> str:
    """The inverse of `text`; harmless in a spreadsheet, which would take a leading = + - @ for a formula."""
    if not value or (text(value) == Found(value) and neutral(value) == value):
        return value
    return literal(value)
