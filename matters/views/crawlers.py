"""`/sitemap.xml` and `/robots.txt`."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from matters.directory import addresses
from matters.plain import digest
from matters.publishing import today
from matters.views.caching import tagged
from matters.views.reading import read_only


@read_only
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: names the files with all public addresses. Six queries."""
    return _xml(request, addresses.index(addresses.every(today()), settings.PUBLIC_BASE_URL))


@read_only
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """`/sitemap-<number>.xml`: up to 50,000 of them; 404 behind the last. Six queries."""
    last = number * addresses.PER_FILE
    part = addresses.every(today())[last - addresses.PER_FILE : last] if number else []
    if not part:
        raise Http404
    return _xml(request, addresses.sitemap(part, settings.PUBLIC_BASE_URL))


@read_only
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`."""
    text = addresses.robots(settings.PUBLIC_BASE_URL)
    return tagged(request, digest(text), lambda: HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _xml(request: HttpRequest, text: str) -> HttpResponse:
    return tagged(request, digest(text), lambda: HttpResponse(text, content_type="application/xml"))
