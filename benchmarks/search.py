"""The search page beside the guide page and a LIKE '%…%' reference, over a catalog of twenty thousand matters; and what the index costs."""

import os
from itertools import cycle, islice
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode

from benchmarks import database
from benchmarks.guide import _own_copy, _serve
from benchmarks.measuring import Bar, Case, Outcome, percentile
from matters import seeding_catalog
from matters.models import Matter
from matters.search import searching
from matters.search.wanted import Wanted
from matters.seeding_words import ACTIONS, SUBJECTS

SIZE = 20_000
ROUNDS = 300
MAX_QUERIES, MAX_RATIO = 4, 2.0
GUIDE = "guide page"


def run() -> Outcome:
    """Pages in turn, each query another, so that nothing remembered helps."""
    database.load()
    _serve()
    with _own_copy(database.OUT / "search.sqlite3"):
        seeding_catalog.seed(SIZE)
        notes = _first_load()
        guide, page = Case(GUIDE), Case("search page", GUIDE)
        engine, like = Case("search alone", GUIDE), Case("LIKE '%…%' over names", GUIDE)
        _measure(guide, page, engine, like)
        queries = max(_queries(text) for text in islice(typed(), 40))
    p95 = percentile(page.seconds, 0.95) / percentile(guide.seconds, 0.95)
    bars = [
        Bar(f"p95 of the search page by that of the guide page, {SIZE} matters", p95, MAX_RATIO),
        Bar("queries of a search page", queries, MAX_QUERIES),
    ]
    return Outcome([guide, page, engine, like], bars, notes=notes)


def typed() -> "cycle[str]":
    """What people type: names and their beginnings, other orders, pinyin, initials, slips, questions, a material, a department."""
    from matters.search.pinyin import full, initials

    texts = []
    for number, subject in enumerate(SUBJECTS):
        action = ACTIONS[number % len(ACTIONS)]
        name = f"{subject}{action}"
        slip = f"{subject[:1]}口{subject[2:]}{action}"
        texts += [name, subject, f"{action}{subject}", f"{subject} {action}", full(subject), initials(name)]
        texts += [slip, f"怎么办理{name}", f"{subject[:2]}{initials(subject[2:] + action)}"]
    return cycle([*texts, "身份证", "民政局", "民政局 注销"])


def _measure(guide: Case, page: Case, engine: Case, like: Case) -> None:
    client, texts = Client(SERVER_NAME="127.0.0.1"), typed()
    for number in range(-10, ROUNDS):
        cases = (guide, page, engine, like) if number >= 0 else (Case(""),) * 4
        text, other = next(texts), next(texts)
        code = seeding_catalog.code_of(abs(number))
        cases[0].time(lambda code=code: client.get(f"/g/{code}/", secure=True).content)
        cases[1].time(lambda text=text: _page(client, text))
        cases[2].time(lambda other=other: _engine(other))
        cases[3].time(lambda text=text: _like(text))


def _page(client: Client, text: str) -> bytes:
    response = client.get("/search/?" + urlencode({"q": text}), secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"/search/?q={text} answers {response.status_code}")
    return response.content


def _engine(text: str) -> None:
    list(searching.search(Wanted(q=text)).hits[:20])


def _like(text: str) -> None:
    list(Matter.objects.public().matching(text).select_related("department").order_by("name", "code")[:20])


def _queries(text: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _page(Client(SERVER_NAME="127.0.0.1"), text)
    return len(captured)


def _first_load() -> list[str]:
    """What a process pays at its first search, in seconds and megabytes, and again after a matter was published."""
    before, started = _megabytes(), perf_counter()
    found = len(searching.search(Wanted()).hits)
    took, grew = perf_counter() - started, _megabytes() - before
    Matter.objects.filter(code=seeding_catalog.code_of(0)).update(standing="suspended", standing_reason="测量")
    started = perf_counter()
    searching.version()
    again = perf_counter() - started
    return [f"first search of a process: {took:.1f} s, {grew:.0f} MB for {found} entries; after a change {again:.1f} s"]


def _megabytes() -> float:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE") / 1e6
