"""The first thing a terminal gets: what there is, under which headings, by which letters it is found, and which parts hold the guides."""

from collections import Counter
from collections.abc import Mapping, Sequence

from matters.directory.symbols import symbol_of
from matters.kiosk.release import release
from matters.kiosk.stock import Held, Stock
from matters.models import Topic
from matters.search import searching
from matters.search.pinyin import initials
from matters.site_as_place import place_of

NEWEST = 6
"""How many stand under “最近更新”."""
ASKED = 8
"""How many stand under “大家常办”."""


def listing(stock: Stock, uses: Mapping[str, int]) -> dict[str, object]:
    """As plain data; `uses` says how often each code was given out lately. Groups and lists name items by their number."""
    place = place_of(stock.site)
    by_use = sorted(range(len(stock.held)), key=lambda n: (-uses.get(stock.held[n].code, 0), stock.held[n].code))
    rank = {number: rank for rank, number in enumerate(by_use)}
    part_of = {held.code: n for n, part in enumerate(stock.parts) for held in part}
    departments = [name for name, _ in Counter(h.department for h in stock.held).most_common()]
    return {
        "site": {"code": place.code, "name": place.name, "where": place.address + place.position, "hours": place.hours},
        "release": release(),
        "parts": [stock.version(n) for n in range(len(stock.parts))],
        "items": [
            {
                "code": held.code,
                "kind": held.kind,
                "name": held.name,
                "short": held.short_name,
                "letters": _letters(held),
                "part": part_of[held.code],
                "rank": rank[number],
                "suspended": held.is_suspended,
            }
            for number, held in enumerate(stock.held)
        ],
        "topics": _topics(stock.held),
        "departments": [{"name": d, "items": _where(stock.held, d)} for d in departments],
        "asked": [n for n in by_use if uses.get(stock.held[n].code)][:ASKED],
        "newest": _newest(stock.held),
    }


def uses(stock: Stock) -> dict[str, int]:
    """How often each of them was given out lately, by code, as search counts it; one query."""
    used = searching.used()
    return {h.code: used.get(("matter", h.matter) if h.matter else ("bundle", h.bundle or 0), 0) for h in stock.held}


def _letters(held: Held) -> list[str]:
    """The initials of every name, the official one first."""
    return list(dict.fromkeys(filter(None, map(initials, (held.name, held.short_name, *held.synonyms)))))


def _topics(held: Sequence[Held]) -> list[dict[str, object]]:
    """The topics in the office's order, life events first, each with what stands under it."""
    kinds = dict(Topic.Kind.choices)
    rows = Topic.objects.order_by("position", "id").values_list("name", "kind")
    ordered = sorted(rows, key=lambda row: list(kinds).index(row[1]))
    found = [(name, kinds[kind], [n for n, h in enumerate(held) if name in h.topics]) for name, kind in ordered]
    return [
        {"name": name, "symbol": symbol_of(name), "kind": kind, "items": items} for name, kind, items in found if items
    ]


def _where(held: Sequence[Held], department: str) -> list[int]:
    return [n for n, h in enumerate(held) if h.department == department]


def _newest(held: Sequence[Held]) -> list[list[object]]:
    """The last to take effect: number and day."""
    order = sorted(range(len(held)), key=lambda n: (-held[n].effective_from.toordinal(), held[n].code))
    return [[n, f"{held[n].effective_from:%Y-%m-%d}"] for n in order[:NEWEST]]
