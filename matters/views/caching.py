"""Public pages that are asked for again and again: sent once, and after that only when they changed."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from matters.plain import digest

SHARED_SECONDS = 60
"""How long a proxy may answer for us without asking. That is the longest a public page can lag behind a notice just checked at `/n/<token>/`."""


def tagged(request: HttpRequest, fingerprint: str, page: Callable[[], HttpResponse]) -> HttpResponse:
    """`page()` with its fingerprint as ETag, or 304 without making it. What is refused (not 200) carries neither tag nor leave to be kept.

    A browser asks every time, so that nobody prepares by a page of yesterday; the proxy in front answers most of that itself. The way a page is
    set out (`?view=`) counts with what it says, and so does what every page takes from the settings.
    """
    etag = quote_etag(digest([fingerprint, request.GET.get("view", ""), settings.DEMO, settings.PUBLIC_BASE_URL]))
    response = get_conditional_response(request, etag=etag) or page()
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_SECONDS)
    return response


@cache
def page_version() -> str:
    """Changes when this release words or sets a page otherwise, so that no browser keeps one made by an older release."""
    sources = (
        "templates/*.html",
        "templates/matters/**/*.html",
        "static/css/*.css",
        "static/js/*.js",
        "matters/**/*.py",
    )
    files = [file for pattern in sources for file in sorted(settings.BASE_DIR.glob(pattern))]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
