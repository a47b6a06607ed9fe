"""By what a draw is divided, and how the parts are called."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import TextChoices

from notices.enums import NoticeKind


class Stratum(TextChoices):
    """By what; a stratum is known by the stable name of its site, clerk, matter or kind."""

    NONE = "", "不分层"
    SITE = "site", "按办事地点"
    CLERK = "clerk", "按经办人"
    MATTER = "matter", "按事项"
    KIND = "kind", "按文书种类"


COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        Stratum.NONE: (),
        Stratum.SITE: ("site__code", "site__name"),
        Stratum.CLERK: ("clerk__username", "clerk__display_name"),
        Stratum.MATTER: ("matter__code", "matter__name", "bundle__code", "bundle__name"),
        Stratum.KIND: ("kind",),
    }
)
"""What is read of a notice to tell its stratum: the stable name and the one for people (of a matter or of a bundle)."""


def key_of(values: tuple[Any, ...]) -> str:
    """The stable name, from the columns."""
    return next((value for value in values[::2] if value), "")


def words_of(stratum: Stratum, values: tuple[Any, ...]) -> str:
    """The name people read: `北关区政务服务中心`, `居民身份证首次申领（K7M2PA）`; at most 100 characters."""
    if stratum == Stratum.KIND:
        return NoticeKind(values[0]).label
    named = next(((name or key, key) for key, name in zip(values[::2], values[1::2], strict=True) if key), ("", ""))
    return named[0][:80] + (f"（{named[1]}）" if named[1] and stratum != Stratum.SITE else "")
