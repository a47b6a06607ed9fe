"""Tokens, and the hash that ties every notice to the one before it in its series."""

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_LENGTH = 20
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def new_token() -> str:
    """20 random Crockford base-32 characters: 100 bits, nothing about the person or the notice in it."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(TOKEN_LENGTH))


def read_token(text: str) -> str:
    """A token as it is stored from one as it was typed: Crockford's base 32 takes O for 0, I and L for 1, and ignores hyphens."""
    token = text.upper().translate(_MISREAD)
    return token if token.isascii() and token.isalnum() else ""


def link(*, previous: str, serial: str, token: str, snapshot_sha256: str, facts: str) -> str:
    """The chain hash of a notice: sha256 over the previous one's, what identifies this one, and the `facts` of its row."""
    return hashlib.sha256("\n".join((previous, serial, token, snapshot_sha256, facts)).encode()).hexdigest()
