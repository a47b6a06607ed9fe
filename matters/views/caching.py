"""Public pages that are asked for again and again: sent once, and after that only when they changed."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag


def tagged(request: HttpRequest, fingerprint: str, page: Callable[[], HttpResponse]) -> HttpResponse:
    """`page()` with its fingerprint as ETag, or 304 without making it. Caches may keep it and have to ask every time."""
    etag = quote_etag(fingerprint)
    response = get_conditional_response(request, etag=etag) or page()
    response["ETag"] = etag
    patch_cache_control(response, public=True, no_cache=True)
    return response


@cache
def page_version() -> str:
    """Changes when this release words or sets a page otherwise, so that no browser keeps one made by an older release."""
    sources = ("templates/*.html", "templates/matters/**/*.html", "static/css/*.css", "matters/*.py")
    files = [file for pattern in sources for file in sorted(settings.BASE_DIR.glob(pattern))]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
