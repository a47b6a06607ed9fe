"""External links of the catalog: which there are, which matters use them, and whether they still lead anywhere."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import CharField, Field, ForeignKey, Model, Q, TextField
from django.utils import timezone

from matters.enums import Standing
from matters.models import LinkCheck, Matter
from matters.probing import Outcome, probe

THREADS = 8
PAUSE = 0.5
"""Seconds between two questions to one host, which is asked one at a time."""
LONGEST = 300
"""Characters of an address; a longer one is left out."""
_ADDRESS = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_PATHS = {"Option": "question__matter", "Material": "requirements__matter", "Matter": "pk"}
"""How a table without a column of its own for the matter leads to it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check went: addresses tried, and those that lead nowhere."""

    total: int
    broken: tuple[Outcome, ...]


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


def check(on_progress: Callable[[int, int], None] = lambda done, total: None, *, pause: float = PAUSE) -> Checked:
    """Try every external address and store what was found; `on_progress(done, total)` after each. Addresses no matter names any more go.

    Hosts are asked beside each other, one host never twice at a time. Only this thread works on the database.
    """
    urls = sorted(uses())
    LinkCheck.objects.exclude(url__in=urls).delete()
    broken: list[Outcome] = []
    for done, outcome in enumerate(_probed(urls, pause), 1):
        store(outcome)
        if not outcome.is_ok:
            broken.append(outcome)
        on_progress(done, len(urls))
    return Checked(len(urls), tuple(sorted(broken, key=lambda outcome: outcome.url)))


def _probed(urls: Iterable[str], pause: float) -> Iterator[Outcome]:
    hosts: Mapping[str, list[str]] = defaultdict(list)
    for url in urls:
        hosts[urlsplit_host(url)].append(url)
    outcomes: SimpleQueue[Outcome] = SimpleQueue()
    with ThreadPoolExecutor(THREADS, thread_name_prefix="links") as pool:
        for wanted in hosts.values():
            pool.submit(_ask_host, wanted, outcomes, pause)
        for _ in range(sum(map(len, hosts.values()))):
            yield outcomes.get()


def _ask_host(urls: list[str], outcomes: "SimpleQueue[Outcome]", pause: float) -> None:
    for number, url in enumerate(urls):
        if number:
            time.sleep(pause)
        try:
            outcomes.put(probe(url))
        except Exception as error:  # an outcome is owed for every address, or the other side waits for ever
            outcomes.put(Outcome(url=url, is_ok=False, error=f"没能检查：{error}"[:200]))


def store(outcome: Outcome) -> LinkCheck:
    """Write down what was found. Since when it fails is kept over failing checks and forgotten at the first good one."""
    now = timezone.now()
    before = LinkCheck.objects.filter(url=outcome.url).values_list("failing_since", flat=True).first()
    values = {
        "is_ok": outcome.is_ok,
        "status": outcome.status,
        "error": outcome.error,
        "checked_at": now,
        "failing_since": None if outcome.is_ok else before or now,
    }
    return LinkCheck.objects.update_or_create(url=outcome.url, defaults=values)[0]
