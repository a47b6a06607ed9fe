"""How many matters and 一件事 stand where: by life and business event, level and department."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse

from matters.directory.symbols import symbol_of
from matters.enums import Level
from matters.models import Department, Topic
from matters.search import searching
from matters.search.found import Facet
from matters.search.wanted import Wanted

AT_ONCE = {Topic.Kind.LIFE.value: 12, Topic.Kind.BUSINESS.value: 6}
"""Events of a kind that the home page shows before the others are asked for: whole rows of three on a phone and of six beside it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A place of the directory: its words, a character to find it by, its address, and how many stand on it."""

    name: str
    symbol: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """Events of one kind, under its words."""

    kind: str
    title: str
    shelves: tuple[Shelf, ...]

    @property
    def first(self) -> tuple[Shelf, ...]:
        """What the home page shows at once."""
        return self.shelves[: AT_ONCE[self.kind]]

    @property
    def rest(self) -> tuple[Shelf, ...]:
        """What it shows on request."""
        return self.shelves[AT_ONCE[self.kind] :]


Facets = Mapping[str, Sequence[Facet]]


def whole_catalog() -> Facets:
    """What there is of everything; one query, and counted once for each state of the catalog."""
    return _counted(searching.version())


@lru_cache(maxsize=2)
def _counted(version: str) -> Facets:
    return searching.search(Wanted()).facets


def events(facets: Facets) -> tuple[Group, ...]:
    """The life events and the business events with something to find, in the editors' order; one query."""
    counts = {facet.value: facet.count for facet in facets.get("topic", ())}
    rows = list(Topic.objects.order_by("position", "id"))
    return tuple(
        Group(
            kind, words, tuple(_event(row, counts[row.name]) for row in rows if row.kind == kind and row.name in counts)
        )
        for kind, words in Topic.Kind.choices
    )


def levels(facets: Facets) -> tuple[Shelf, ...]:
    """The levels with something to find, from the district down, as the search offers them."""
    search, found = reverse("search"), by_level(facets)
    return tuple(Shelf(f.label, f.label[:1], f"{search}?level={f.value}", f.count) for f in found)


def by_level(facets: Facets) -> list[Facet]:
    """The counts of the levels, from the district down."""
    return sorted(facets.get("level", ()), key=lambda facet: Level.values.index(facet.value))


def departments(facets: Facets) -> tuple[Shelf, ...]:
    """The departments with something to find, the busiest first; one query."""
    short = dict(Department.objects.values_list("name", "short_name"))
    found = sorted(facets.get("department", ()), key=lambda facet: (-facet.count, facet.value))
    return tuple(_office(facet, short.get(facet.value, "")) for facet in found)


def find(shelves: Iterable[Shelf], name: str) -> Shelf | None:
    """The one of that name."""
    return next((shelf for shelf in shelves if shelf.name == name), None)


def _event(topic: Topic, count: int) -> Shelf:
    return Shelf(topic.name, symbol_of(topic.name), reverse("topic", args=[topic.name]), count)


def _office(facet: Facet, short_name: str) -> Shelf:
    return Shelf(facet.value, (short_name or facet.value)[:1], reverse("department", args=[facet.value]), facet.count)
