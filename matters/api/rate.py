"""How often one address may ask: so many requests a minute, counted in the cache. The address itself is stored nowhere."""

import time
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

WINDOW = 60
"""Seconds that are counted together."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Requests in this window: how many are allowed, how many were made, and in how many seconds the next window begins."""

    limit: int
    used: int
    resets_in: int

    @property
    def is_spent(self) -> bool:
        """Whether this request is one too many. A limit of 0 is none."""
        return 0 < self.limit < self.used

    @property
    def headers(self) -> dict[str, str]:
        """What the caller is told of it."""
        told = {"Limit": self.limit, "Remaining": max(self.limit - self.used, 0), "Reset": self.resets_in}
        return {f"X-RateLimit-{name}": str(value) for name, value in told.items()} if self.limit else {}


def spend(address: str) -> Allowance:
    """Count one request of this address."""
    number, into = divmod(int(time.time()), WINDOW)
    return Allowance(settings.API_RATE, _count(address, number) if settings.API_RATE else 0, WINDOW - into)


def _count(address: str, number: int) -> int:
    key = f"open-data:{number}:{sha256(address.encode()).hexdigest()[:32]}"
    if cache.add(key, 1, 2 * WINDOW):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # a full cache dropped it between the two calls
        return 1
