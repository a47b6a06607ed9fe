"""The touch terminal: one shell page that draws everything from packs, and the worker that keeps it going without a network."""

import json
from collections.abc import Callable

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.cache import patch_cache_control
from django.views.decorators.gzip import gzip_page

from matters.kiosk.listing import listing, uses
from matters.kiosk.parts import part
from matters.kiosk.release import ASSETS, release
from matters.kiosk.stock import Stock, stock
from matters.models import Site
from matters.plain import digest
from matters.publishing import today
from matters.views.caching import tagged
from matters.views.reading import read_only

KEPT = 24 * 60 * 60
"""Seconds for which a pack that was made is kept at hand; its name changes whenever it would say something else."""


@read_only
def kiosk(request: HttpRequest) -> HttpResponse:
    """`/kiosk/?site=CODE&printer=1`: the terminal of a site; without a known site the list to choose from when it is set up."""
    sites = Site.objects.filter(is_active=True).select_related("region__parent")
    if sites.filter(code=request.GET.get("site", "")).exists():
        return shell(request)
    return _unlisted(render(request, "matters/kiosk/choose.html", {"sites": sites, "styles": _assets(".css")}))


@read_only
def shell(request: HttpRequest) -> HttpResponse:
    """`/kiosk/shell/`: the same page for every site, which is what the worker keeps."""
    context = {"styles": _assets(".css"), "scripts": _assets(".js"), "release": release()}
    return _unlisted(tagged(request, _shell_version(), lambda: render(request, "matters/kiosk/shell.html", context)))


@read_only
def worker(request: HttpRequest) -> HttpResponse:
    """`/kiosk/sw.js`: must lie below the path it works for, under a name that never changes."""
    shell_files = [request.path.replace("sw.js", "shell/"), *map(static, ASSETS)]
    context = {"version": _shell_version(), "files": json.dumps(shell_files)}
    response = render(request, "matters/kiosk/sw.js", context, content_type="text/javascript; charset=utf-8")
    patch_cache_control(response, no_cache=True)
    return response


@read_only
@gzip_page
def pack(request: HttpRequest, site: str) -> HttpResponse:
    """`/kiosk/pack/<site>.json`: what the site handles, and the versions of the parts that hold the guides. Nine queries."""
    held = _stock(site)
    listed = listing(held, uses(held))
    return tagged(request, digest([listed, str(held.day)]), lambda: JsonResponse(listed))


@read_only
@gzip_page
def pack_part(request: HttpRequest, site: str, number: int) -> HttpResponse:
    """`/kiosk/pack/<site>/<number>.json`: the guides of one part with all outcomes. 404 for a part that is not there (any more)."""
    held = _stock(site)
    if number >= len(held.parts):
        raise Http404
    version = held.version(number)
    return tagged(request, version, lambda: _kept(version, lambda: part(held, number)))


def _stock(code: str) -> Stock:
    rows = Site.objects.filter(is_active=True).select_related("region__parent")
    return stock(get_object_or_404(rows, code=code), today())


def _kept(version: str, made: Callable[[], dict[str, object]]) -> HttpResponse:
    text = cache.get_or_set(f"kiosk-part-{version}", lambda: json.dumps(made(), ensure_ascii=False), KEPT)
    return HttpResponse(text, content_type="application/json")


def _assets(ending: str) -> list[str]:
    """The addresses of the shell's files of a kind, in their order."""
    return [static(name) for name in ASSETS if name.endswith(ending)]


def _shell_version() -> str:
    """Of the shell and of where its files lie."""
    return digest([release(), *map(static, ASSETS)])[:16]


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Terminals are nothing for search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
