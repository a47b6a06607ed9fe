"""Frozen dataclasses to JSON and back without loss, and the canonical form that hashes are taken over."""

import hashlib
import json
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


class Unreadable(ValueError):
    """Stored JSON does not have the shape asked for; the message names the place ($.requirements[3].copies)."""


def to_plain(value: Any) -> Any:
    """Dataclasses, enums, tuples and dates as what JSON knows: dict, list (or tuple), str, int, bool, None."""
    return msgspec.to_builtins(value)


def from_plain(kind: type[T], data: Any) -> T:
    """The inverse of `to_plain`, strictly typed.

    Raises Unreadable where a value is missing or of the wrong type.
    """
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise Unreadable(f"{kind.__name__}: {error}") from error


def canonical(data: Any) -> bytes:
    """Canonical JSON: UTF-8, keys sorted, no white space, text unescaped where JSON allows."""
    return json.dumps(to_plain(data), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(data: Any) -> str:
    """sha256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(data)).hexdigest()
