"""When a form was sent out, signed into it: what comes back after no time at all, or after days, is asked for once more.

It needs no question that people have to solve: programs that post forms never wait.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.core import signing

SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(days=1)
_SALT = "oversight.page_age"


class Age(Enum):
    """How long ago the page was made."""

    TOO_FAST = "too fast"
    FINE = "fine"
    TOO_OLD = "too old"


@dataclass(frozen=True, slots=True)
class Page:
    """One page that was sent out: `key` is its own, `signed` what its form carries."""

    key: str
    signed: str


def new_page() -> Page:
    """A page made now."""
    key = secrets.token_hex(8)
    return Page(key, signing.TimestampSigner(salt=_SALT).sign(key))


def read_page(signed: str) -> tuple[Page, Age] | None:
    """The page a form came from and how old it is; None for what we did not sign."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        key = signer.unsign(signed)
    except signing.BadSignature:
        return None
    page = Page(key, signed)
    if _is_older(signer, signed, LONGEST):
        return page, Age.TOO_OLD
    return page, Age.FINE if _is_older(signer, signed, SHORTEST) else Age.TOO_FAST


def _is_older(signer: signing.TimestampSigner, signed: str, age: timedelta) -> bool:
    try:
        signer.unsign(signed, max_age=age)
    except signing.SignatureExpired:
        return True
    return False
