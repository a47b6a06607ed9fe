"""Plain search over what the public may find, and the directory by level, department and topic."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value

from matters.catalogs import handled, tallies
from matters.enums import Level
from matters.models import Bundle, Department, Edition, EditionHandling, Matter, Topic
from matters.publishing import today

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
        found = found.filter(pk__in=handled(today()).filter(level=wanted.level).values("edition__matter"))
    if wanted.department:
        found = found.filter(department__name=wanted.department)
    if wanted.topic:
        found = found.filter(topics__name=wanted.topic)
    current = Edition.objects.in_force(today()).filter(matter=OuterRef("pk")).values("pk")[:1]
    rows = EditionHandling.objects.filter(edition=OuterRef("in_force"))
    at = {f"at_{level}": Exists(rows.filter(level=level)) for level in Level.values}
    return found.annotate(in_force=Subquery(current)).annotate(**at)


def bundles(wanted: Wanted = Wanted()) -> QuerySet[Bundle]:
    """The public 一件事 that have every word (one of their matters' names counts), are led by that department, stand under that topic and are
    handled at that level.
    """
    found = Bundle.objects.public().matching(wanted.q).select_related("lead_department").order_by("code")
    if wanted.level:
        found = found.filter(editions__handlings__level=wanted.level)
    if wanted.department:
        found = found.filter(lead_department__name=wanted.department)
    if wanted.topic:
        found = found.filter(topics__name=wanted.topic)
    return found.distinct()


def levels() -> list[Shelf]:
    """The levels that handle something by editions in force, the district first; one query."""
    return [Shelf("level", t.level.value, t.level.label, t.matters) for t in tallies(today()) if t.matters]


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


def narrowing() -> tuple[list[Shelf], list[Shelf]]:
    """The departments and the topics of all kinds, for a page that lists them as filters; one query for both."""
    public, zero = Matter.objects.public(), Value(0, IntegerField())
    by_department = Department.objects.filter(matters__in=public).annotate(n=Count("matters")).order_by()
    by_topic = Topic.objects.filter(matters__in=public).annotate(n=Count("matters")).order_by()
    rows = by_department.values_list(Value("department"), "name", "n", Value(""), zero, zero).union(
        by_topic.values_list(Value("topic"), "name", "n", "kind", "position", "id"), all=True
    )
    found = list(rows)
    kinds = ["", *Topic.Kind.values]
    found.sort(key=lambda row: (kinds.index(row[3]), row[4], row[5], -row[2], row[1]))
    shelves = [Shelf(parameter, name, name, n) for parameter, name, n, *_ in found]
    return [s for s in shelves if s.parameter == "department"], [s for s in shelves if s.parameter == "topic"]
