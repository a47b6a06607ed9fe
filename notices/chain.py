"""Tokens, and the hash that ties every notice to the one before it in its series."""

import hashlib
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TOKEN_LENGTH = 20


def new_token() -> str:
    """20 random Crockford base-32 characters: 100 bits, nothing about the person or the notice in it."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(TOKEN_LENGTH))


def link(*, previous: str, serial: str, token: str, snapshot_sha256: str, facts: str) -> str:
    """The chain hash of a notice: sha256 over the previous one's, what identifies this one, and the `facts` of its row."""
    return hashlib.sha256("\n".join((previous, serial, token, snapshot_sha256, facts)).encode()).hexdigest()
