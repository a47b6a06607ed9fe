"""Sealing what is personal before it is stored: text and bytes that only this installation's keys open (Fernet: AES-128-CBC with HMAC-SHA256).

The keys are `PERSONAL_DATA_KEYS`, newest first. The key derived from SECRET_KEY always comes last: a demo needs no set-up, and what was sealed before
the office had keys of its own still opens afterwards.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_PURPOSE = b"govservice personal data"


class CannotUnseal(Exception):
    """No key opens it: the key that sealed it was taken out of PERSONAL_DATA_KEYS, or the text was altered."""

    def __init__(self) -> None:
        super().__init__("现有密钥解不开这条信息，请联系系统管理员找回原来的密钥。")


def seal(text: str) -> str:
    """`text` sealed with the newest key; nothing stays nothing."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """What `seal` was given. Raises CannotUnseal."""
    return unseal_bytes(sealed.encode()).decode()


def seal_bytes(data: bytes) -> bytes:
    """`data` sealed with the newest key, about a third longer; nothing stays nothing."""
    return _box().encrypt(data) if data else b""


def unseal_bytes(sealed: bytes) -> bytes:
    """What `seal_bytes` was given. Raises CannotUnseal."""
    try:
        return _box().decrypt(sealed) if sealed else b""
    except InvalidToken as error:
        raise CannotUnseal from error


def resealed(sealed: bytes) -> bytes:
    """The same under the newest key. Raises CannotUnseal."""
    try:
        return _box().rotate(sealed) if sealed else b""
    except InvalidToken as error:
        raise CannotUnseal from error


def malformed_keys() -> int:
    """How many of PERSONAL_DATA_KEYS are no Fernet keys (32 bytes in URL-safe base 64)."""
    return sum(not _is_key(key) for key in settings.PERSONAL_DATA_KEYS)


def _is_key(text: str) -> bool:
    try:
        Fernet(text)
    except ValueError:
        return False
    return True


def _box() -> MultiFernet:
    return _box_of(tuple(settings.PERSONAL_DATA_KEYS), (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box_of(keys: tuple[str, ...], secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in [*map(str.encode, keys), *map(_derived, secrets)]])


def _derived(secret: str) -> bytes:
    """RFC 5869: a key of its own, from which SECRET_KEY cannot be told."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return base64.urlsafe_b64encode(derivation.derive(secret.encode()))
