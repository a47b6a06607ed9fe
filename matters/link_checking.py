"""Whether the external links of the catalog still lead anywhere: each is asked, and what was found is stored."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue

from django.utils import timezone

from matters.links import urlsplit_host, uses
from matters.models import LinkCheck
from matters.probing import Outcome, probe

THREADS = 8
PAUSE = 0.5
"""Seconds between two questions to one host, which is asked one at a time."""


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check went: addresses tried, and those that lead nowhere."""

    total: int
    broken: tuple[Outcome, ...]


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
