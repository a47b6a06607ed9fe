"""What staff may write about something that could not be done: what a case takes, and with a hint where the phone belongs."""

from oversight.cases.words import said


def fit_words(text: str, field: str, *, longest: int, missing: str = "") -> str:
    """`text` without space around it; empty is empty unless `missing` says what to do. Raises CannotDo that names `field`."""
    return said(text, field, longest=longest, missing=missing) if text.strip() or missing else ""
