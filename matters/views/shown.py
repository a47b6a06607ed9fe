"""Pages of the directory: the same for everybody, sent again only when something of them changed."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from matters.plain import digest, to_plain
from matters.publishing import today
from matters.search import searching
from matters.views.caching import page_version, tagged


def shown(request: HttpRequest, template: str, context: Mapping[str, object], *made_of: object) -> HttpResponse:
    """The page, or 304. It depends on its address, the catalog, the day and this release; `made_of` is what it says beyond these, as plain data."""
    seen = fingerprint(request, searching.version(), today(), *made_of)
    return tagged(request, seen, lambda: render(request, template, context))


def fingerprint(request: HttpRequest, *made_of: object) -> str:
    """Of a page that depends on its address, this release and `made_of`, all that it says as plain data."""
    return digest(
        [request.get_full_path(), settings.PUBLIC_BASE_URL, settings.DEMO, page_version(), *map(to_plain, made_of)]
    )
