"""Public codes for new matters and bundles."""

import secrets
from collections.abc import Iterable

from matters.models import Bundle, Matter
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH


def fresh_code() -> str:
    """A public code that no matter and no bundle has; drawn at random, so that codes tell nothing and neighbours are not guessed."""
    return fresh_codes(1)[0]


def fresh_codes(count: int) -> list[str]:
    """That many of them, all different: two queries however many."""
    found: dict[str, None] = {}
    while missing := count - len(found):
        drawn = dict.fromkeys(_drawn() for _ in range(missing))
        taken = taken_codes(drawn)
        found |= {code: None for code in drawn if code not in taken}
    return list(found)


def taken_codes(codes: Iterable[str]) -> set[str]:
    """Those of the codes that a matter or a bundle has."""
    asked = list(codes)
    matters = Matter.objects.filter(code__in=asked).values_list("code", flat=True).order_by()
    return {*matters, *Bundle.objects.filter(code__in=asked).values_list("code", flat=True).order_by()}


def _drawn() -> str:
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
