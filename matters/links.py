"""External links of the catalog: which there are, and which matters use them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Field, ForeignKey, Model, Q, TextField

from matters.enums import Standing
from matters.models import Matter

LONGEST = 300
"""Characters of an address; a longer one is left out."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_PATHS = {"Option": "question__matter", "Material": "requirements__matter", "Matter": "pk"}
"""How a table without a column of its own for the matter leads to it."""


def addresses(text: str) -> list[str]:
    """The web addresses in a text, without the punctuation that follows them."""
    found = (_trimmed(match.group()) for match in _ADDRESS.finditer(text))
    return [url for url in found if len(url) <= LONGEST and urlsplit_host(url)]


def _trimmed(url: str) -> str:
    url = url.rstrip(".,;:!?'")
    while url.endswith(")") and url.count(")") > url.count("("):
        url = url[:-1].rstrip(".,;:!?'")
    return url


def urlsplit_host(url: str) -> str:
    """The host an address is asked at, in small letters; empty where there is none."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def uses() -> dict[str, set[int]]:
    """Every external address with the keys of the matters whose working copy names it; retired ones do not count.

    One query a table, whatever the catalog's size.
    """
    found: dict[str, set[int]] = defaultdict(set)
    living = set(Matter.objects.exclude(standing=Standing.RETIRED).order_by().values_list("pk", flat=True))
    for model, path, columns in _tables():
        named = Q()
        for column in columns:
            named |= Q(**{f"{column}__contains": "http"})
        for matter, *texts in model._default_manager.filter(named).order_by().values_list(path, *columns):
            for url in addresses(" ".join(texts)) if matter in living else ():
                found[url].add(matter)
    ours = urlsplit_host(settings.PUBLIC_BASE_URL)
    return {url: matters for url, matters in found.items() if urlsplit_host(url) != ours}


def _tables() -> Iterator[tuple[type[Model], str, list[str]]]:
    """Tables that hold texts of a working copy, the way from a row to its matter, and the columns that may hold an address."""
    for model in apps.get_app_config("matters").get_models():
        own = any(isinstance(f, ForeignKey) and f.name == "matter" for f in model._meta.concrete_fields)
        path = _PATHS.get(model.__name__) or ("matter_id" if own else "")
        columns = [f.name for f in model._meta.concrete_fields if _holds_prose(f)]
        if path and columns and model.__name__ not in {"Edition", "Review"}:
            yield model, path, columns


def _holds_prose(field: "Field[object, object]") -> bool:
    """Whether somebody can have written an address there: a text without fixed values, long enough."""
    if field.choices or not field.editable:
        return False
    return isinstance(field, TextField) or (isinstance(field, CharField) and (field.max_length or 0) >= 100)
