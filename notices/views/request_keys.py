"""The key of a page that is sent, so that the same page sent twice is done once."""

from hashlib import sha256


def request_key(*said: object) -> str:
    """For the page's own key (where it has one) and all that was sent with it: going back and choosing otherwise is another deed, not the
    first one again.
    """
    return sha256(repr(said).encode()).hexdigest()
