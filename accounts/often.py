"""How often one address may send something without being known. Counted in the cache, under a hash that changes with the secret key: no address is
stored.
"""

from collections.abc import Mapping

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.addresses import client_address

HALL = {60: 20, 3600: 200}
"""Seconds, and how many may come in them: a whole hall may share one address."""


def too_often(request: HttpRequest, what: str, limits: Mapping[int, int] = HALL) -> bool:
    """Counts this request among those for `what`, and says whether it is one too many."""
    sender = salted_hmac("accounts.often", f"{what} {client_address(request)}").hexdigest()
    counted = [_count(f"often:{seconds}:{sender}", seconds) > most for seconds, most in limits.items()]
    return any(counted)


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key)
    except ValueError:  # ran out between the two lines
        return 1
