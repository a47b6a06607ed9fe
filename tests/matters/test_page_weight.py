"""What a first visit of a guide page costs on a mobile network: the page and all it names, compressed as it is served."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from matters.models import Bundle, Matter

pytestmark = pytest.mark.django_db

MOST = 60 * 1024
"""Bytes."""
_NAMED = re.compile(r'<(?:link rel="(?:icon|stylesheet)"|script|img)[^>]* (?:href|src)="([^"]+)"')


def _packed(data):
    """As whitenoise and the proxy pack it for browsers that know no brotli: never smaller than what others get."""
    return len(gzip.compress(data, 9))


def _page(client, path):
    return client.get(path).content.decode()


def _named(page):
    return set(_NAMED.findall(page))


def test_the_heaviest_guide_pages_weigh_no_more_than_60_kb_with_all_they_name(client):
    pages = {code: _page(client, f"/g/{code}/") for code in Matter.objects.public().values_list("code", flat=True)}
    pages |= {code: _page(client, f"/b/{code}/") for code in Bundle.objects.public().values_list("code", flat=True)}
    named = set().union(*map(_named, pages.values()))
    static = {
        path: _packed(Path(finders.find(path.removeprefix("/static/"))).read_bytes())
        for path in named
        if path[:8] == "/static/"
    }
    weights = {
        code: _packed(page.encode()) + sum(static[path] for path in _named(page)) for code, page in pages.items()
    }
    assert {code: weight for code, weight in weights.items() if weight > MOST} == {}


def test_a_guide_page_asks_nobody_else_for_anything(client):
    assert [path for path in _named(_page(client, "/b/BC9N3F/")) if not path.startswith("/static/")] == []
