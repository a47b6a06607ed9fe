"""Cells of a spreadsheet that must never be taken for a formula."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(value: object) -> str:
    """The text of a cell; one that a spreadsheet would calculate gets an apostrophe in front (OWASP: CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_STARTS) else text
