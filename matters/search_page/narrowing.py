"""What stands beside a list of results: ways to narrow it, what narrows it already, and its pages, all of them links. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matters.search.facets import label
from matters.search.found import Facet
from matters.search.wanted import Wanted

TITLES = {
    "level": "在哪一级办",
    "topic": "主题",
    "department": "部门",
    "audience": "为谁办",
    "online": "办理方式",
    "bundle": "范围",
}
"""The parameters in the order shown, with their headings."""
SHOWN = 8
"""Of a long group so many are seen at once, the others on request."""


@dataclass(frozen=True, slots=True)
class Way:
    """One link that narrows the list: its words, how many results remain, the query of its address."""

    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Group:
    """The ways of one kind under their heading; `rest` are those shown on request."""

    title: str
    ways: tuple[Way, ...]
    rest: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Chip:
    """What narrows the list now; `query` looks for the same without it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page by its number; 0 stands for those left out between two."""

    number: int
    query: str = ""


def groups(facets: Mapping[str, Sequence[Facet]], wanted: Wanted, total: int) -> list[Group]:
    """The ways to narrow a list of `total` results further: none for what narrows it already, none that would leave all of it."""
    found = []
    for parameter, title in TITLES.items():
        if not getattr(wanted, parameter):
            ways = tuple(_way(facet, wanted) for facet in facets.get(parameter, ()) if 0 < facet.count < total)
            if ways:
                found.append(Group(title, ways[:SHOWN], ways[SHOWN:]))
    return found


def chips(wanted: Wanted) -> list[Chip]:
    """What narrows the list, each with the way to take it off."""
    chosen = wanted.filters
    return [Chip(label(name, chosen[name]), wanted.query(**{name: ""})) for name in TITLES if name in chosen]


def page_links(numbers: Iterator[int | str], wanted: Wanted) -> list[PageLink]:
    """Links to these pages (and marks for gaps, as Django's paginator names them); the first has the address without a number."""
    return [PageLink(n, page_query(wanted, n)) if isinstance(n, int) else PageLink(0) for n in numbers]


def page_query(wanted: Wanted, number: int) -> str:
    """The query of the address of that page."""
    query = wanted.query()
    if number == 1:
        return query
    return f"{query}{'' if query == '?' else '&'}page={number}"


def _way(facet: Facet, wanted: Wanted) -> Way:
    return Way(facet.label, facet.count, wanted.query(**{facet.parameter: facet.value}))
