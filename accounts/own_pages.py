"""Whether one of our own pages sends a request: for what carries no token, because a proxy keeps the page it comes from."""

from django.conf import settings
from django.http import HttpRequest


def is_from_our_page(request: HttpRequest) -> bool:
    """By what the browser itself says of the page, in headers that no script can set; old ones know Origin only."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin", "") in ours
