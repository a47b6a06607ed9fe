"""Plain search over what the public may find, and the directory by level, department and topic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, QuerySet

from matters.enums import Level
from matters.models import Department, Handling, Matter, Topic

LONGEST = 100
"""Characters of a parameter that count; nobody types more."""
_NAMES = ("q", "level", "department", "topic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for: words, and a Level value, a department's and a topic's name. Empty means any."""

    q: str = ""
    level: str = ""
    department: str = ""
    topic: str = ""

    @property
    def filters(self) -> dict[str, str]:
        """What narrows it down beside the words, in words, by the parameter that does."""
        level = dict(Level.choices).get(self.level, self.level)
        given = {"level": level, "department": self.department, "topic": self.topic}
        return {name: text for name, text in given.items() if text}

    def query(self, **changes: str) -> str:
        """The query of the address that looks for this with some of it changed."""
        changed = replace(self, **changes)
        given = [(name, getattr(changed, name)) for name in _NAMES if getattr(changed, name)]
        return "?" + urlencode(given)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One entry of the directory: `parameter` and `value` are what a search takes, `count` how many public matters stand on it."""

    parameter: str
    value: str
    label: str
    count: int

    @property
    def query(self) -> str:
        """The query of the address that lists it."""
        return Wanted().query(**{self.parameter: self.value})


def wanted(parameters: Mapping[str, str]) -> Wanted:
    """What a request asks for, without what no database can compare (NUL)."""
    return Wanted(**{name: parameters.get(name, "").replace("\0", "").strip()[:LONGEST] for name in _NAMES})


def search(wanted: Wanted) -> QuerySet[Matter]:
    """The public matters that have every word and are handled at that level, by that department, under that topic.

    Each carries `at_community`, `at_street` and `at_district`: whether that level handles it.
    """
    found = Matter.objects.public().matching(wanted.q).select_related("department").order_by("name", "code")
    if wanted.level:
        found = found.filter(pk__in=Handling.objects.filter(level=wanted.level).values("matter"))
    if wanted.department:
        found = found.filter(department__name=wanted.department)
    if wanted.topic:
        found = found.filter(topics__name=wanted.topic)
    at = {f"at_{level}": Exists(Handling.objects.filter(matter=OuterRef("pk"), level=level)) for level in Level.values}
    return found.annotate(**at)


def levels() -> list[Shelf]:
    """The levels that handle something, the district first; one query."""
    rows = Handling.objects.filter(matter__in=Matter.objects.public()).values_list("level")
    counts = dict(rows.annotate(n=Count("matter", distinct=True)).order_by())
    return [Shelf("level", level.value, level.label, counts[level]) for level in Level if level in counts]


def departments() -> list[Shelf]:
    """The departments with public matters, the busiest first; one query."""
    rows = Department.objects.filter(matters__in=Matter.objects.public()).annotate(n=Count("matters"))
    return [Shelf("department", d.name, d.name, d.n) for d in rows.order_by("-n", "name")]


def topics() -> dict[str, list[Shelf]]:
    """The topics with public matters, under the words for life and business events; one query."""
    rows = Topic.objects.filter(matters__in=Matter.objects.public()).annotate(n=Count("matters"))
    found: dict[str, list[Shelf]] = {kind: [] for kind in Topic.Kind.labels}
    for topic in rows.order_by("position", "id"):
        found[topic.get_kind_display()].append(Shelf("topic", topic.name, topic.name, topic.n))
    return found
